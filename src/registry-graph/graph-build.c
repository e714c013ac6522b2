/* Makes a graph of records. */
#include "registry-graph/graph-build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/word.h"
#include "stream/record.h"
#include "stream/records.h"

/* One stream that is read. */
struct intake {
	struct graph *g;
	const char *file;
	struct record record; /* of one whose key has an escape */
	size_t records;
};

static bool
take_activity(void *state, const struct taking *t)
{
	struct intake *in = state;
	struct graph *g = in->g;
	struct activity activity;

	if (!activity_take(t, &activity))
		return false;
	activity.source = arena_keep(&g->text, activity.source);
	g->activity = mem_grow(g->activity, g->nactivity, &g->activity_cap,
	    sizeof *g->activity);
	g->activity[g->nactivity++] = activity;
	in->records++;
	return true;
}

/* The key of LINE, which stays; an escape in it is undone in a copy. */
static struct slice
line_key(struct intake *in, struct slice line, size_t class_len)
{
	const char *p = line.p + class_len + 1;
	const char *end = memchr(p, '\t', line.n - class_len - 1);
	struct slice key = { p,
		end != NULL ? (size_t)(end - p) : line.n - class_len - 1 };

	if (memchr(key.p, '\\', key.n) == NULL)
		return key;
	record_parse(&in->record, line);
	return arena_keep(&in->g->text, in->record.key);
}

static bool
take_object(void *state, const struct taking *t)
{
	struct intake *in = state;
	struct graph *g = in->g;
	struct slice class = record_class(t->line), line;

	if (records_reserved(class))
		return true;
	line = arena_keep(&g->text, t->line);
	class.p = line.p;
	g->node = mem_grow(g->node, g->n, &g->cap, sizeof *g->node);
	g->node[g->n++] = (struct node){
		.class = classes_number(&g->classes, class),
		.key = line_key(in, line, class.n),
		.line = line,
		.file = in->file,
		.line_number = t->place->line,
	};
	in->records++;
	return true;
}

static bool
read_file(struct graph *g, const char *file, struct diag *diag)
{
	static const struct taker takers[] = {
		{ "activity", take_activity },
		{ NULL, take_object, .unparsed = true },
	};
	struct place place = { file, 0 };
	struct intake in = { .g = g, .file = file };
	bool is_stdin = strcmp(file, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	bool ok;

	if (fd < 0) {
		diag_say(diag, DIAG_ERROR, &place, NULL, "open: %s",
		    strerror(errno));
		return false;
	}
	ok = records_read(fd, file, takers, sizeof takers / sizeof *takers, &in,
	    diag);
	record_free(&in.record);
	if (!is_stdin)
		close(fd);
	if (ok && in.records == 0)
		diag_say(diag, DIAG_WARNING, &place, NULL,
		    "no object and no "
		    "activity in it (did the stage that wrote it find "
		    "nothing?)");
	return ok;
}

/* Has this very schema been taken? */
static bool
schema_again(const struct graph *g, size_t node)
{
	struct slice line = g->node[node].line;

	for (size_t i = 0; i < node; i++)
		if (g->node[i].class == g->node[node].class &&
		    g->node[i].line.n == line.n &&
		    memcmp(g->node[i].line.p, line.p, line.n) == 0)
			return true;
	return false;
}

static bool
take_schemas(struct graph *g, struct diag *diag)
{
	/* Their texts are in the records, which stay where they are. */
	for (size_t i = 0; i < g->n; i++)
		g->schema_cap += graph_is(g, (uint32_t)i, "schema");
	g->schema = mem_zalloc((g->schema_cap + 1) * sizeof *g->schema);
	for (size_t i = 0; i < g->n; i++) {
		const struct node *node = &g->node[i];
		struct record *r = &g->schema[g->nschemas];
		struct place place = { node->file, node->line_number };
		struct taking t = { node->line, r, &place, diag };

		if (!graph_is(g, (uint32_t)i, "schema") || schema_again(g, i))
			continue;
		record_parse(r, node->line);
		g->nschemas++;
		if (!classes_take_schema(&g->classes, &t))
			return false;
	}
	if (g->classes.any_schema)
		return true;
	diag_say(diag, DIAG_ERROR, NULL, NULL,
	    "no schema in the records "
	    "(expected those of data/schema: does the registry have them, or "
	    "did registry-parse leave them out with -t?)");
	return false;
}

/*
 * References name persons and roles by nic-hdl, their primary key.  A range
 * of addresses keeps the key of its record, which is canonical; its cidr need
 * not be.
 */
static void
take_primary_keys(struct graph *g)
{
	struct record r = { 0 };
	char name[64];

	for (size_t i = 0; i < g->n; i++) {
		struct node *node = &g->node[i];
		const struct slice *primary =
		    &g->classes.v[node->class]->primary;
		const struct slice *value;

		if (primary->p == g->classes.v[node->class]->name.p ||
		    primary->n >= sizeof name || slice_is(*primary, "cidr"))
			continue;
		memcpy(name, primary->p, primary->n);
		name[primary->n] = '\0';
		record_parse(&r, node->line);
		value = record_get(&r, name);
		if (value != NULL && value->n > 0)
			node->key = arena_keep(&g->text, *value);
	}
	record_free(&r);
}

/* An object whose references are being read. */
struct linking {
	struct graph *g;
	uint32_t from;
	struct record record;
	struct diag *diag;
};

/* A text of the record, where it stays. */
static struct slice
stay(struct linking *l, struct slice text)
{
	const struct slice *line = &l->g->node[l->from].line;

	if (text.p >= line->p && text.p < line->p + line->n)
		return text;
	return arena_keep(&l->g->text, text);
}

static void
add_link(struct linking *l, const struct class_key *key, size_t attribute,
    uint32_t to)
{
	struct graph *g = l->g;

	g->link = mem_grow(g->link, g->nlinks, &g->link_cap, sizeof *g->link);
	g->link[g->nlinks++] = (struct link){
		.from = l->from,
		.to = to,
		.attribute = (uint32_t)attribute,
		.key = key,
		.name = l->record.name[attribute],
		.value = stay(l, l->record.value[attribute]),
	};
	g->node[l->from].nlinks++;
	g->node[to].nbacks++;
}

static void
say_dangling(struct linking *l, size_t attribute, struct slice word)
{
	const struct node *node = &l->g->node[l->from];
	struct place place = { node->file, node->line_number };
	struct buf text = { 0 };

	graph_name(l->g, l->from, &text);
	buf_printf(&text, ": %.*s: \"%.*s\" names no object",
	    (int)l->record.name[attribute].n, l->record.name[attribute].p,
	    (int)(word.n > 64 ? 64 : word.n), word.p);
	diag_say(l->diag, DIAG_WARNING, &place, NULL, "%s", buf_cstr(&text));
	buf_free(&text);
	l->g->dangling++;
}

static bool
is_members(struct slice name)
{
	return slice_is(name, "members") || slice_is(name, "mp-members");
}

static void
link_attribute(struct linking *l, const struct class_key *key, size_t attribute)
{
	struct slice value = l->record.value[attribute];
	struct slice word = word_next(&value);
	bool found = false;

	for (size_t i = 0; i < key->ntargets; i++) {
		uint32_t to = graph_find(l->g, key->target[i], word);

		if (to == NODE_NONE)
			continue;
		add_link(l, key, attribute, to);
		found = true;
	}
	if (found)
		return;
	if (is_members(key->name))
		l->g->node[l->from].loose++;
	if (key->ntargets > 0 && !class_key_allows(key, word))
		say_dangling(l, attribute, word);
}

/* "auth: PGPKEY-01234567" is the key-cert of that name, without a lookup in
 * the schema. */
static void
link_auth(struct linking *l, uint32_t key_cert, size_t attribute)
{
	static const char prefix[] = "PGPKEY-";
	struct slice value = l->record.value[attribute];
	struct slice word = word_next(&value);
	uint32_t to;

	if (key_cert == CLASS_NONE || word.n < strlen(prefix) ||
	    strncasecmp(word.p, prefix, strlen(prefix)) != 0)
		return;
	to = graph_find(l->g, key_cert, word);
	if (to == NODE_NONE)
		say_dangling(l, attribute, word);
	else
		add_link(l, NULL, attribute, to);
}

static void
link_all(struct graph *g, struct diag *diag)
{
	struct linking l = { .g = g, .diag = diag };
	uint32_t key_cert = classes_find(&g->classes,
	    (struct slice){ "key-cert", strlen("key-cert") });

	for (l.from = 0; l.from < g->n; l.from++) {
		struct node *node = &g->node[l.from];
		const struct graph_class *class = g->classes.v[node->class];
		bool is_mntner = slice_is(class->name, "mntner");

		node->link = g->nlinks;
		record_parse(&l.record, node->line);
		for (size_t i = 0; i < l.record.n; i++) {
			const struct class_key *key = class_key_find(class,
			    l.record.name[i]);

			if (key != NULL)
				link_attribute(&l, key, i);
			else if (is_mntner &&
			    slice_is(l.record.name[i], "auth"))
				link_auth(&l, key_cert, i);
			else if (class->is_set && is_members(l.record.name[i]))
				node->loose++;
		}
	}
	record_free(&l.record);
}

/* The links again, sorted by where they lead. */
static void
link_back(struct graph *g)
{
	size_t at = 0;

	g->back = mem_alloc((g->nlinks + 1) * sizeof *g->back);
	for (size_t i = 0; i < g->n; i++) {
		g->node[i].back = at;
		at += g->node[i].nbacks;
		g->node[i].nbacks = 0;
	}
	for (size_t i = 0; i < g->nlinks; i++) {
		struct node *to = &g->node[g->link[i].to];

		g->back[to->back + to->nbacks++] = i;
	}
}

/* Marks where chains end: sets, AS0, the hub and the persons that it
 * maintains. */
static void
mark_ends(struct graph *g, const char *hub, struct diag *diag)
{
	uint32_t mntner = classes_find(&g->classes,
	    (struct slice){ "mntner", strlen("mntner") });
	uint32_t node = graph_find(g, mntner,
	    (struct slice){ hub, strlen(hub) });

	for (uint32_t i = 0; i < g->n; i++) {
		uint32_t asn;

		g->node[i].ends = g->classes.v[g->node[i].class]->is_set ||
		    (graph_asn(g, i, &asn) && asn == 0);
	}
	if (node == NODE_NONE) {
		diag_say(diag, DIAG_NOTE, NULL, "--hub",
		    "no mntner %s: no "
		    "chain ends there",
		    hub);
		return;
	}
	g->node[node].is_hub = g->node[node].ends = true;
	for (size_t i = 0; i < g->node[node].nbacks; i++) {
		const struct link *link =
		    &g->link[g->back[g->node[node].back + i]];

		if (slice_is(link->name, "mnt-by") &&
		    graph_is(g, link->from, "person"))
			g->node[link->from].ends = true;
	}
}

bool
graph_build(struct graph *g, char *const files[], const char *hub,
    struct diag *diag)
{
	static char *const standard_input[] = { "-", NULL };

	if (*files == NULL)
		files = standard_input;
	for (; *files != NULL; files++)
		if (!read_file(g, *files, diag))
			return false;
	if (!take_schemas(g, diag))
		return false;
	take_primary_keys(g);
	graph_index(g, diag);
	classes_link(&g->classes);
	link_all(g, diag);
	link_back(g);
	mark_ends(g, hub, diag);
	return true;
}
