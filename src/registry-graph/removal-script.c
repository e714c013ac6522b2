/* A removal's script: git rm, edits, and comments for people. */
#include "registry-graph/removal-script.h"

#include <string.h>

#include "base/out.h"
#include "stream/record.h"

/*
 * edit FILE COUNT NAME VALUE ...: each attribute NAME with that VALUE must be
 * there COUNT times.  awk reads the file as registry-parse does: continuation
 * lines belong to their attribute; a value is compared without regard to how
 * it is wrapped.
 */
static const char head[] =
    "set -eu\n"
    "export LC_ALL=C\n"
    "cd -- \"${1:-.}\"\n"
    "\n"
    "die() {\n"
    "\tprintf 'removal: %s\\n' \"$*\" >&2\n"
    "\texit 1\n"
    "}\n"
    "\n"
    "without() {\n"
    "\tawk '\n"
    "\tfunction trim(s) { gsub(/^[ \\t\\r]+|[ \\t\\r]+$/, \"\", s); return s "
    "}\n"
    "\tfunction plain(s) { gsub(/[ \\t\\r\\n]+/, \" \", s); return trim(s) "
    "}\n"
    "\tfunction finish(  i) {\n"
    "\t\tfor (i = 1; i <= n && name != \"\"; i++)\n"
    "\t\t\tif (name == want[i] && plain(value) == is[i]) { seen[i]++; text = "
    "\"\"; "
    "break }\n"
    "\t\tprintf \"%s%s\", text, held\n"
    "\t\ttext = held = name = \"\"\n"
    "\t}\n"
    "\tBEGIN {\n"
    "\t\tfor (i = 2; i + 2 < ARGC; i += 3) {\n"
    "\t\t\tcount[++n] = ARGV[i]; want[n] = ARGV[i + 1]; is[n] = plain(ARGV[i + "
    "2])\n"
    "\t\t\tARGV[i] = ARGV[i + 1] = ARGV[i + 2] = \"\"\n"
    "\t\t}\n"
    "\t\tARGC = 2\n"
    "\t}\n"
    "\t/^[%#]/ { held = held $0 \"\\n\"; next }\n"
    "\t/^[ \\t+]/ {\n"
    "\t\ttext = text held $0 \"\\n\"; held = \"\"\n"
    "\t\tline = $0; sub(/^\\+/, \"\", line); line = trim(line)\n"
    "\t\tempty = empty \"\\n\"\n"
    "\t\tif (line != \"\") { value = value empty line; empty = \"\" }\n"
    "\t\tnext\n"
    "\t}\n"
    "\t{\n"
    "\t\tif ($0 !~ /^\\r*$/) value = value empty\n"
    "\t\tfinish(); text = $0 \"\\n\"; empty = \"\"\n"
    "\t\tcolon = index($0, \":\")\n"
    "\t\tif (colon > 0) {\n"
    "\t\t\tname = tolower(substr($0, 1, colon - 1))\n"
    "\t\t\tvalue = trim(substr($0, colon + 1))\n"
    "\t\t}\n"
    "\t}\n"
    "\tEND {\n"
    "\t\tfinish()\n"
    "\t\tfor (i = 1; i <= n; i++) if (seen[i] != count[i]) exit 1\n"
    "\t}' \"$@\"\n"
    "}\n"
    "\n"
    "remove() {\n"
    "\tif [ \"$phase\" = check ]; then\n"
    "\t\t[ -f \"$1\" ] || die \"$1: no such file\"\n"
    "\telif [ \"$phase\" = remove ]; then\n"
    "\t\tprintf '%s\\0' \"$1\"\n"
    "\tfi\n"
    "}\n"
    "\n"
    "edit() {\n"
    "\tif [ \"$phase\" = check ]; then\n"
    "\t\twithout \"$@\" >/dev/null ||\n"
    "\t\t\tdie \"$1: what shall go from it is not there just once\"\n"
    "\telif [ \"$phase\" = edit ]; then\n"
    "\t\twithout \"$@\" >\"$new\" && cat \"$new\" >\"$1\"\n"
    "\t\tprintf '%s\\0' \"$1\"\n"
    "\tfi\n"
    "}\n";

static const char tail[] =
    "}\n"
    "\n"
    "[ \"$(git rev-parse --is-shallow-repository)\" = false ] ||\n"
    "\tdie 'a shallow clone (git fetch --unshallow)'\n"
    "[ -z \"$(git status --porcelain -- data)\" ] ||\n"
    "\tdie 'data has changes that are not committed'\n"
    "new=$(mktemp)\n"
    "names=$(mktemp)\n"
    "trap 'rm -f \"$new\" \"$names\"' EXIT\n"
    "phase=check\n"
    "changes\n"
    "phase=remove\n"
    "changes >\"$names\"\n"
    "if [ -s \"$names\" ]; then\n"
    "\tgit --literal-pathspecs rm -q --pathspec-from-file=\"$names\" "
    "--pathspec-file-nul\n"
    "fi\n"
    "phase=edit\n"
    "changes >\"$names\"\n"
    "if [ -s \"$names\" ]; then\n"
    "\tgit --literal-pathspecs add --pathspec-from-file=\"$names\" "
    "--pathspec-file-nul\n"
    "fi\n";

/* TEXT as one word of the shell. */
static void
word(FILE *f, struct slice text)
{
	putc('\'', f);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '\'')
			fputs("'\\''", f);
		else
			putc(text.p[i], f);
	putc('\'', f);
}

static struct slice
all_of(const struct buf *text)
{
	return (struct slice){ text->data, text->len };
}

static void
comment(FILE *f, const struct buf *text)
{
	fputs("# ", f);
	out_comment_text(f, text->data, text->len);
	putc('\n', f);
}

/* "aut-num AS64500: listed" */
static void
comment_reason(FILE *f, const struct removal *r, uint32_t node)
{
	struct buf text = { 0 };

	graph_name(r->g, node, &text);
	buf_str(&text, ": ");
	removal_reason(r, node, &text);
	comment(f, &text);
	buf_free(&text);
}

static void
print_removed(FILE *f, const struct removal *r, uint32_t node)
{
	struct buf path = { 0 };

	comment_reason(f, r, node);
	graph_file(r->g, node, &path);
	fputs("remove ", f);
	word(f, all_of(&path));
	putc('\n', f);
	buf_free(&path);
}

/* How often the attribute of link I, and how often before, is dropped from
 * its object: each once, if a person wrote it. */
static size_t
times_dropped(const struct removal *r, size_t i, bool *said)
{
	const struct link *link = r->g->link;
	const struct node *o = &r->g->node[link[i].from];
	size_t n = 0;

	*said = false;
	for (size_t k = o->link; k < o->link + o->nlinks; k++) {
		if (!r->dropped[k] ||
		    (k > o->link &&
			link[k].attribute == link[k - 1].attribute) ||
		    link[k].name.n != link[i].name.n ||
		    link[k].value.n != link[i].value.n ||
		    memcmp(link[k].name.p, link[i].name.p, link[i].name.n) !=
			0 ||
		    memcmp(link[k].value.p, link[i].value.p, link[i].value.n) !=
			0)
			continue;
		*said |= k < i;
		n++;
	}
	return n;
}

static bool
is_edited(const struct removal *r, uint32_t node)
{
	const struct node *o = &r->g->node[node];

	for (size_t i = o->link; i < o->link + o->nlinks; i++)
		if (r->dropped[i])
			return true;
	return false;
}

static void
comment_dropped(FILE *f, const struct removal *r, const struct link *link)
{
	struct buf text = { 0 };

	graph_name(r->g, link->from, &text);
	buf_printf(&text, ": its %.*s names ", (int)link->name.n, link->name.p);
	graph_name(r->g, link->to, &text);
	comment(f, &text);
	buf_free(&text);
}

static void
print_edited(FILE *f, const struct removal *r, uint32_t node)
{
	const struct node *o = &r->g->node[node];
	struct buf path = { 0 };

	for (size_t i = o->link; i < o->link + o->nlinks; i++)
		if (r->dropped[i])
			comment_dropped(f, r, &r->g->link[i]);
	graph_file(r->g, node, &path);
	fputs("edit ", f);
	word(f, all_of(&path));
	for (size_t i = o->link; i < o->link + o->nlinks; i++) {
		bool said;
		size_t n;

		if (!r->dropped[i])
			continue;
		n = times_dropped(r, i, &said);
		if (said || n == 0)
			continue;
		fprintf(f, " \\\n\t%zu ", n);
		word(f, r->g->link[i].name);
		putc(' ', f);
		word(f, r->g->link[i].value);
	}
	putc('\n', f);
	buf_free(&path);
}

static void
print_review(FILE *f, const struct removal *r, uint32_t node)
{
	const struct walk *way = removal_way(r, node);
	struct buf text = { 0 };

	comment_reason(f, r, node);
	if (way == NULL)
		return;
	buf_str(&text, "   ");
	for (; node != NODE_NONE; node = walk_before(way, node)) {
		graph_name(r->g, node, &text);
		if (walk_before(way, node) != NODE_NONE)
			buf_str(&text, " > ");
	}
	comment(f, &text);
	buf_free(&text);
}

/* Has every object that is touched a name that a file can have? */
static bool
files_ok(const struct removal *r, struct diag *diag)
{
	struct buf path = { 0 }, name = { 0 };
	bool ok = true;

	for (uint32_t i = 0; i < r->g->n; i++) {
		const struct node *o = &r->g->node[i];
		struct place place = { o->file, o->line_number };

		if ((r->verdict[i].fate != FATE_REMOVED && !is_edited(r, i)) ||
		    graph_file(r->g, i, &path))
			continue;
		name.len = 0;
		graph_name(r->g, i, &name);
		diag_say(diag, DIAG_ERROR, &place, NULL,
		    "%s: no file can "
		    "have this name",
		    buf_cstr(&name));
		ok = false;
	}
	buf_free(&path);
	buf_free(&name);
	return ok;
}

bool
removal_script(FILE *f, const struct removal *r, struct diag *diag)
{
	if (!files_ok(r, diag))
		return false;
	fprintf(f,
	    "#!/bin/sh\n# A removal from a registry: %zu objects "
	    "removed, %zu edited, %zu to be reviewed.\n# Read it, then: sh "
	    "FILE [REGISTRY].  It changes nothing unless all of it fits.\n",
	    r->removed, r->edited, r->reviews);
	fputs(head, f);
	fputs("\nchanges() {\n:\n\n# ---- remove\n", f);
	for (uint32_t i = 0; i < r->g->n; i++)
		if (r->verdict[i].fate == FATE_REMOVED)
			print_removed(f, r, i);
	fputs("\n# ---- edit\n", f);
	for (uint32_t i = 0; i < r->g->n; i++)
		if (is_edited(r, i))
			print_edited(f, r, i);
	fputs("\n# ---- review\n", f);
	for (uint32_t i = 0; i < r->g->n; i++)
		if (r->verdict[i].fate == FATE_REVIEW)
			print_review(f, r, i);
	fputs(tail, f);
	return true;
}
