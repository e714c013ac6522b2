/* Inactivity's page: what goes, and what people have to decide. */
#include "registry-graph/inactivity.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/sort.h"
#include "base/utf8.h"
#include "stream/record.h"

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Registry clean-up</title>\n<style>\n"
    "body { font: 16px/1.4 sans-serif; margin: 1em auto; max-width: 70em; "
    "padding: 0 1em }\n"
    "table { border-collapse: collapse; width: 100% }\n"
    "th, td { text-align: left; padding: .2em .6em; border-bottom: 1px solid "
    "#ccc; overflow-wrap: anywhere }\n"
    "</style>\n</head>\n<body>\n<h1>Registry clean-up</h1>\n";

/* A row of a table: an object and who holds it. */
struct page_row {
	struct slice mntner;
	uint32_t node;
};

static int
by_mntner(const void *va, const void *vb)
{
	const struct page_row *a = va, *b = vb;
	int c = slice_cmp(a->mntner, b->mntner);

	return c != 0 ? c : (a->node > b->node) - (a->node < b->node);
}

static void
html(FILE *f, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		switch (s[i]) {
		case '<':
			fputs("&lt;", f);
			break;
		case '>':
			fputs("&gt;", f);
			break;
		case '&':
			fputs("&amp;", f);
			break;
		case '"':
			fputs("&quot;", f);
			break;
		default:
			putc(utf8_is_ascii(s[i]) ? s[i] : '?', f);
		}
}

static void
html_name(FILE *f, const struct graph *g, uint32_t node)
{
	struct buf name = { 0 };

	graph_name(g, node, &name);
	html(f, name.data, name.len);
	buf_free(&name);
}

/* The first maintainer; a maintainer is its own. */
static struct slice
holder(const struct graph *g, uint32_t node)
{
	const struct node *o = &g->node[node];

	if (graph_is(g, node, "mntner"))
		return o->key;
	for (size_t i = o->link; i < o->link + o->nlinks; i++)
		if (slice_is(g->link[i].name, "mnt-by"))
			return g->node[g->link[i].to].key;
	return (struct slice){ "", 0 };
}

/* Networks and maintainers; what hangs on them is in the removal itself. */
static bool
is_shown(const struct removal *r, uint32_t node, enum fate fate)
{
	return r->verdict[node].fate == fate &&
	    (graph_is(r->g, node, "aut-num") ||
		(graph_is(r->g, node, "mntner") &&
		    (fate == FATE_REVIEW ||
			r->verdict[node].cause == CAUSE_NO_AUT_NUM)));
}

static void
cell_day(FILE *f, const struct graph *g, uint32_t node, bool git)
{
	char text[DATE_TEXT];
	uint32_t asn;
	int64_t day;

	fputs("<td>", f);
	if (graph_asn(g, node, &asn) && inactivity_day(g, asn, git, &day))
		fputs(date_print(text, day), f);
	fputs("</td>", f);
}

static void
cell_reason(FILE *f, const struct removal *r, uint32_t node)
{
	const struct walk *way = removal_way(r, node);
	struct buf text = { 0 };

	removal_reason(r, node, &text);
	fputs("<td>", f);
	html(f, text.data, text.len);
	buf_free(&text);
	if (way != NULL) {
		fputs("<br>", f);
		for (; node != NODE_NONE; node = walk_before(way, node)) {
			html_name(f, r->g, node);
			if (walk_before(way, node) != NODE_NONE)
				fputs(" &gt; ", f);
		}
	}
	fputs("</td>", f);
}

static void
print_row(FILE *f, const struct removal *r, const struct page_row *row)
{
	struct buf mntner = { 0 };

	record_value(&mntner, row->mntner.p, row->mntner.n);
	fputs("<tr><td>", f);
	html(f, mntner.data, mntner.len);
	fputs("</td><td>", f);
	html_name(f, r->g, row->node);
	fputs("</td>", f);
	cell_day(f, r->g, row->node, false);
	cell_day(f, r->g, row->node, true);
	cell_reason(f, r, row->node);
	fputs("</tr>\n", f);
	buf_free(&mntner);
}

static void
print_table(FILE *f, const struct removal *r, enum fate fate, const char *title)
{
	struct page_row *row = mem_alloc((r->g->n + 1) * sizeof *row);
	size_t n = 0;

	for (uint32_t i = 0; i < r->g->n; i++)
		if (is_shown(r, i, fate))
			row[n++] = (struct page_row){ holder(r->g, i), i };
	sort_all(row, n, sizeof *row, by_mntner);
	fprintf(f,
	    "<h2>%s: %zu</h2>\n<table>\n<tr><th>Maintainer</th>"
	    "<th>Object</th><th>Last announced</th><th>Last edited</th>"
	    "<th>Why</th></tr>\n",
	    title, n);
	for (size_t i = 0; i < n; i++)
		print_row(f, r, &row[i]);
	fputs("</table>\n", f);
	free(row);
}

void
inactivity_page(FILE *f, const struct removal *r)
{
	fputs(head, f);
	fprintf(f,
	    "<p>%zu of %zu networks are to be removed; %zu objects "
	    "go, %zu are edited, %zu need a person's review.</p>\n",
	    r->aut_nums_removed, r->aut_nums, r->removed, r->edited,
	    r->reviews);
	print_table(f, r, FATE_REMOVED, "Removed");
	print_table(f, r, FATE_REVIEW, "To be reviewed");
	fputs("</body>\n</html>\n", f);
}
