/* A question to the graph. */
#include "registry-graph/graph-question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "registry-graph/graph-json.h"
#include "registry-graph/inactivity.h"
#include "registry-graph/key-list.h"
#include "registry-graph/removal-script.h"
#include "registry-graph/removal.h"
#include "registry-graph/walk.h"

static struct slice
text(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

/* The object that CLASS and KEY name; NODE_NONE, reported, if there is
 * none. */
static uint32_t
object(const struct graph *g, const char *class, const char *key,
    struct diag *diag)
{
	uint32_t node = graph_find(g, classes_find(&g->classes, text(class)),
	    text(key));

	if (node == NODE_NONE)
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "no %s %s in the "
		    "registry",
		    class, key);
	return node;
}

static int
no_memory(bool ok, struct diag *diag)
{
	if (!ok)
		diag_say(diag, DIAG_ERROR, NULL, NULL, "out of memory");
	return ok ? 0 : 2;
}

static int
ask_path(const struct graph *g, const struct options *o, char *const words[],
    struct diag *diag)
{
	uint32_t from = object(g, words[0], words[1], diag);
	uint32_t to = object(g, words[2], words[3], diag);
	struct walk w;
	int status = 1;

	if (from == NODE_NONE || to == NODE_NONE)
		return 2;
	/* Backwards, so that the way is printed from FROM on. */
	walk_open(&w, g);
	w.meets_ends = true;
	walk_start(&w, to);
	walk_run(&w);
	if (walk_reached(&w, from))
		status = no_memory(drawing_way(stdout, o->format, &w, from),
		    diag);
	else
		diag_summary(diag, "they do not hang together");
	walk_close(&w);
	return status;
}

static int
ask_related(const struct graph *g, const struct options *o, char *const words[],
    struct diag *diag)
{
	uint32_t node = object(g, words[0], words[1], diag);
	bool *shown;
	int status;

	if (node == NODE_NONE)
		return 2;
	shown = mem_zalloc(g->n + 1);
	relation_find(g, node, &o->relation, shown);
	status = no_memory(drawing_nodes(stdout, o->format, g, shown), diag);
	free(shown);
	return status;
}

static int
ask_links(const struct graph *g, const struct options *o, char *const words[],
    struct diag *diag)
{
	uint32_t node = object(g, words[0], words[1], diag);

	return node == NODE_NONE ?
	    2 :
	    no_memory(drawing_links(stdout, o->format, g, node), diag);
}

/* Marks whoever has opted out; the caller's, free(3); NULL, reported, when
 * the list is none. */
static bool *
opted_out(const struct graph *g, const struct options *o, struct diag *diag)
{
	bool *mark = mem_zalloc(g->n + 1);

	if (o->opt_out == NULL ||
	    key_list_read(g, o->opt_out, NULL, mark, diag))
		return mark;
	free(mark);
	return NULL;
}

/* Would it be too much?  Percent, rounded up, so that a tiny share of a small
 * registry is not nothing. */
static bool
too_many(size_t n, size_t all, uint64_t most)
{
	return n > 0 && all > 0 && (uint64_t)n * 100 > most * all;
}

static bool
most_ok(const struct removal *r, const struct options *o, bool mntners,
    struct diag *diag)
{
	if (too_many(r->aut_nums_removed, r->aut_nums, o->most)) {
		diag_say(diag, DIAG_ERROR, NULL, "--most",
		    "%zu of %zu "
		    "aut-nums would be removed (expected at most %u %%: is "
		    "the activity complete?)",
		    r->aut_nums_removed, r->aut_nums, (unsigned)o->most);
		return false;
	}
	if (!mntners || !too_many(r->mntners_listed, r->mntners, o->most))
		return true;
	diag_say(diag, DIAG_ERROR, NULL, "--most",
	    "%zu of %zu mntners would "
	    "be removed (expected at most %u %%)",
	    r->mntners_listed, r->mntners, (unsigned)o->most);
	return false;
}

static bool
activity_ok(const struct graph *g, const struct inactivity *in,
    struct diag *diag)
{
	if (inactivity_any_active(g, in))
		return true;
	diag_say(diag, DIAG_ERROR, NULL, NULL,
	    "not one active aut-num among "
	    "%zu activity records (expected those of mrt-origins and "
	    "registry-activity)",
	    g->nactivity);
	return false;
}

/* Prints who is inactive, MNTNERS or aut-nums, as far as R is not too much. */
static int
print_inactive(const struct graph *g, const struct options *o, bool mntners,
    const struct inactivity *in, struct diag *diag)
{
	bool *mark = mem_zalloc(g->n + 1);
	size_t n = inactivity_aut_nums(g, in, mark);
	struct removal r;
	int status = 2;

	removal_plan(&r, g,
	    &(struct removal_order){ "aut-num", mark, in->opted_out, true });
	if (!most_ok(&r, o, false, diag))
		goto out;
	status = 0;
	if (mntners)
		n = inactivity_mntners(g, in, mark);
	if (o->format == FORMAT_HTML)
		inactivity_page(stdout, &r);
	else
		status = no_memory(inactivity_print(stdout, o->format, g, mark),
		    diag);
	diag_summary(diag,
	    "%zu inactive %s; a removal would take %zu of %zu "
	    "aut-nums, and leave %zu objects to be reviewed",
	    n, mntners ? "mntners" : "aut-nums", r.aut_nums_removed, r.aut_nums,
	    r.reviews);
out:
	removal_free(&r);
	free(mark);
	return status;
}

static int
inactive(const struct graph *g, const struct options *o, bool mntners,
    struct diag *diag)
{
	struct inactivity in = { .since = o->cutoff };
	bool *out = opted_out(g, o, diag);
	int status = 2;

	in.opted_out = out;
	if (out != NULL && activity_ok(g, &in, diag))
		status = print_inactive(g, o, mntners, &in, diag);
	free(out);
	return status;
}

static int
ask_inactive(const struct graph *g, const struct options *o,
    char *const words[], struct diag *diag)
{
	(void)words;
	return inactive(g, o, false, diag);
}

static int
ask_inactive_mntner(const struct graph *g, const struct options *o,
    char *const words[], struct diag *diag)
{
	(void)words;
	return inactive(g, o, true, diag);
}

static int
print_removal(const struct removal *r, const struct options *o,
    struct diag *diag)
{
	if (o->format == FORMAT_JSON) {
		if (no_memory(removal_json(stdout, r), diag) != 0)
			return 2;
	} else if (!removal_script(stdout, r, diag)) {
		return 2;
	}
	diag_summary(diag,
	    "%zu objects removed, %zu of %zu aut-nums among "
	    "them; %zu edited; %zu to be reviewed",
	    r->removed, r->aut_nums_removed, r->aut_nums, r->edited,
	    r->reviews);
	return 0;
}

static int
ask_remove(const struct graph *g, const struct options *o, char *const words[],
    struct diag *diag)
{
	bool mntners = strcmp(words[0], "mntner") == 0;
	bool *listed = mem_zalloc(g->n + 1);
	bool *out = opted_out(g, o, diag);
	struct removal r = { .g = NULL };
	int status = 2;

	if (!mntners && strcmp(words[0], "aut-num") != 0)
		diag_say(diag, DIAG_ERROR, NULL, "remove",
		    "\"%s\" (expected "
		    "aut-num or mntner)",
		    words[0]);
	else if (out != NULL &&
	    key_list_read(g, words[1], words[0], listed, diag)) {
		removal_plan(&r, g,
		    &(struct removal_order){ words[0], listed, out,
			o->subgraph });
		if (most_ok(&r, o, mntners, diag))
			status = print_removal(&r, o, diag);
	}
	removal_free(&r);
	free(listed);
	free(out);
	return status;
}

static const struct graph_question questions[] = {
	{ "path", 4, { true, true, true, false }, ask_path },
	{ "related", 2, { true, true, true, false }, ask_related },
	{ "links", 2, { true, true, true, false }, ask_links },
	{ "inactive", 0, { true, true, false, true }, ask_inactive },
	{ "inactive mntner", 0, { true, true, false, false },
	    ask_inactive_mntner },
	{ "remove", 2, { true, true, false, false }, ask_remove },
};

const struct graph_question *
graph_question_find(const char *name)
{
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		if (strcmp(questions[i].name, name) == 0)
			return &questions[i];
	return NULL;
}

void
graph_question_expected(struct buf *to, const char *name)
{
	near_expected(to, name, questions, sizeof questions / sizeof *questions,
	    sizeof *questions, SIZE_MAX);
}
