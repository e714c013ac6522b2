/*
 * Sets: what the server says of as-sets and route-sets.
 *
 * A set without a source is asked for with all that is below it (!iNAME,1).
 * Of SOURCE::NAME, only NAME itself comes from SOURCE, and the sets in it come
 * from the sources of all others, as bgpq4 has it: registries name sets of
 * other registries without saying so.
 */
#include "irr-fetch/irr-sets.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/prefix.h"
#include "base/range-operator.h"
#include "base/sort.h"
#include "stream/irr-object.h"
#include "stream/records.h"

#include <uthash.h>

struct set_entry {
	char *key;	  /* "NAME" or "SOURCE::NAME", upper case */
	const char *name; /* in KEY */
	char *source;	  /* NULL: none */
	bool routes;	  /* a route-set */
	bool wanted;	  /* by the site itself */
	bool shown;	  /* gets a record although it is not */
	unsigned line;	  /* in the site file; 0: none */
	uint32_t *asns;
	size_t nasns;
	size_t asns_cap;
	struct buf ranges;     /* prefixes with operators, ", " between */
	struct set_entry **in; /* sets among its members */
	size_t nin;
	size_t in_cap;
	const struct set_entry *root; /* the last walk that came by */
	UT_hash_handle hh;
};

/* A conversation about sets. */
struct set_talk {
	struct set_table *table;
	const char *site_file;
	struct set_entry **asked; /* in the order of the questions */
};

static struct set_entry *
set_new(const char *s, size_t n)
{
	struct set_entry *e = mem_zalloc(sizeof *e);
	const size_t source = irr_source_length(s, n);
	struct why why;

	e->key = mem_strndup(s, n);
	for (char *p = e->key; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	e->name = e->key;
	if (source > 0) {
		e->source = mem_strndup(e->key, source);
		e->name = e->key + source + 2;
	}
	e->routes = route_set_check(e->name, strlen(e->name), &why);
	return e;
}

static void
set_free(struct set_entry *e)
{
	free(e->key);
	free(e->source);
	free(e->asns);
	free(e->in);
	buf_free(&e->ranges);
	free(e);
}

/* The entry of that name, which is new if it was not there. */
static struct set_entry *
set_named(struct set_table *t, const char *s, size_t n)
{
	struct set_entry *e = set_new(s, n), *old;
	const size_t length = strlen(e->key);

	HASH_FIND(hh, t->by_name, e->key, length, old);
	if (old != NULL) {
		set_free(e);
		return old;
	}
	HASH_ADD_KEYPTR(hh, t->by_name, e->key, length, e);
	t->v = mem_grow(t->v, t->n, &t->cap, sizeof *t->v);
	return t->v[t->n++] = e;
}

void
sets_want(struct set_table *t, const struct irr_wanted *w)
{
	for (size_t i = 0; i < w->nsets; i++) {
		struct set_entry *e = set_named(t, w->sets[i].name,
		    strlen(w->sets[i].name));

		if (!e->wanted)
			e->line = w->sets[i].line;
		e->wanted = true;
	}
}

/* Keeps a member of a route-set as it is: a prefix, or one with an operator. */
static void
add_range(struct set_entry *e, struct slice word)
{
	buf_str(&e->ranges, e->ranges.len > 0 ? ", " : "");
	buf_add(&e->ranges, word.p, word.n);
}

static void
add_in(struct set_entry *e, struct set_entry *in)
{
	e->in = mem_grow(e->in, e->nin, &e->in_cap, sizeof *e->in);
	e->in[e->nin++] = in;
}

/*
 * Takes a member: an AS number, a set, or in a route-set a prefix.  An operator
 * after a set or an AS number stays with it, for who reads the records; that
 * set gets a record of its own.
 */
static bool
take_member(struct set_talk *talk, struct set_entry *e, struct slice word,
    struct why *why)
{
	const char *caret = e->routes ? memchr(word.p, '^', word.n) : NULL;
	const size_t n = caret != NULL ? (size_t)(caret - word.p) : word.n;
	struct range_operator range;
	struct prefix prefix;
	struct why unused;
	uint32_t asn;

	if (caret != NULL &&
	    !range_operator_parse(caret + 1, word.n - n - 1, &range))
		goto bad;
	if (asn_parse(word.p, n, &asn, &unused)) {
		e->asns = mem_grow(e->asns, e->nasns, &e->asns_cap,
		    sizeof *e->asns);
		e->asns[e->nasns++] = asn;
	} else if (irr_set_check(word.p, n, &unused)) {
		struct set_entry *in = set_named(talk->table, word.p, n);

		in->shown |= caret != NULL;
		if (caret == NULL)
			add_in(e, in);
	} else if (!e->routes || !prefix_parse(word.p, n, &prefix, &unused)) {
		goto bad;
	} else {
		add_range(e, word);
		return true;
	}
	if (caret != NULL)
		add_range(e, word);
	return true;
bad:
	why_not(why, word.p, word.n,
	    e->routes ? "an AS number, a set or a "
			"prefix" :
			"an AS number or a set");
	return false;
}

static bool
say(const struct set_talk *talk, const struct set_entry *e, struct why *why,
    const char *text)
{
	if (e->line != 0)
		why_set(why, "%s (%s:%u): %s", e->key, talk->site_file, e->line,
		    text);
	else
		why_set(why, "%s: %s", e->key, text);
	return false;
}

static bool
take_members(struct set_talk *talk, struct set_entry *e, struct slice text,
    struct why *why)
{
	struct slice word;
	struct why wrong;

	/* RPSL's word for all AS numbers lists nothing. */
	while (irrd_word(&text, &word))
		if (!slice_is(word, "ANY") && !slice_is(word, "AS-ANY") &&
		    !take_member(talk, e, word, &wrong))
			return say(talk, e, why, wrong.text);
	return true;
}

/* Takes the answer to "!i"; that to "!s" has no set. */
static bool
take_set(void *ctx, size_t i, struct slice query,
    const struct irrd_answer *answer, struct why *why)
{
	struct set_talk *talk = ctx;
	struct set_entry *e = talk->asked[i];
	struct why text;

	if (answer->code == IRRD_DATA && e != NULL)
		return take_members(talk, e, answer->text, why);
	if (answer->code == IRRD_EMPTY ||
	    (answer->code == IRRD_UNKNOWN && e != NULL && !e->wanted))
		return true;
	why_set(&text, "%.*s: %c%s%.*s%s", (int)query.n, query.p, answer->code,
	    answer->text.n > 0 ? " " : "",
	    (int)(answer->text.n < 100 ? answer->text.n : 100), answer->text.p,
	    answer->code == IRRD_UNKNOWN     ? ", no such set" :
		answer->code == IRRD_SEVERAL ? ", several sets" :
					       "");
	if (e != NULL)
		return say(talk, e, why, text.text);
	*why = text;
	return false;
}

static void
ask(struct set_talk *talk, struct buf *queries, size_t *n, struct set_entry *e)
{
	const char *fallback = talk->table->fallback;

	/* Without a list of sources there would be no way back from !s. */
	if (e->source == NULL || fallback == NULL) {
		buf_printf(queries, "!i%s,1\n", e->name);
		talk->asked[(*n)++] = e;
		return;
	}
	buf_printf(queries, "!s%s\n!i%s\n!s%s\n", e->source, e->name, fallback);
	talk->asked[(*n)++] = NULL;
	talk->asked[(*n)++] = e;
	talk->asked[(*n)++] = NULL;
}

/* Asks for the sets that have not been asked for.  Below one whose members
 * came with all that is below them, nothing is asked. */
static bool
ask_round(struct set_talk *talk, struct irrd *c, size_t first, struct why *why)
{
	struct set_table *t = talk->table;
	struct buf queries = { 0 };
	size_t n = 0;
	bool ok;

	talk->asked = mem_alloc((3 * (t->n - first) + 1) * sizeof *talk->asked);
	for (size_t i = first; i < t->n; i++)
		ask(talk, &queries, &n, t->v[i]);
	ok = n == 0 || irrd_ask(c, &queries, take_set, talk, why);
	free(talk->asked);
	buf_free(&queries);
	return ok;
}

/* Takes "RIPE,RADB", the server's own selection of sources. */
static bool
take_sources(void *ctx, size_t i, struct slice query,
    const struct irrd_answer *answer, struct why *why)
{
	struct set_table *t = ctx;
	struct slice rest = answer->text, word;
	struct buf list = { 0 };
	struct why unused;
	bool ok = answer->code == IRRD_DATA;

	(void)i;
	while (ok && irrd_word(&rest, &word)) {
		ok = irr_source_check(word.p, word.n, &unused);
		buf_str(&list, list.len > 0 ? "," : "");
		buf_add(&list, word.p, word.n);
	}
	if (ok && list.len > 0)
		t->fallback = mem_strdup(buf_cstr(&list));
	else
		why_set(why,
		    "%.*s: no list of its sources (expected it, or "
		    "irr: sources in the site file)",
		    (int)query.n, query.p);
	buf_free(&list);
	return t->fallback != NULL;
}

static bool
take_selection(void *ctx, size_t i, struct slice query,
    const struct irrd_answer *answer, struct why *why)
{
	(void)ctx;
	(void)i;
	if (answer->code == IRRD_EMPTY)
		return true;
	why_set(why, "%.*s: %c %.*s (does the server have these sources?)",
	    (int)(query.n < 100 ? query.n : 100), query.p, answer->code,
	    (int)(answer->text.n < 100 ? answer->text.n : 100), answer->text.p);
	return false;
}

/* Selects the site's sources, or asks for the server's if they are needed. */
static bool
select_sources(struct set_table *t, struct irrd *c, struct why *why)
{
	const struct text_list *given = &c->irr->sources;
	struct buf list = { 0 }, query = { 0 };
	bool ok, some = false;

	for (size_t i = 0; i < given->n; i++)
		buf_printf(&list, "%s%s", i > 0 ? "," : "", given->v[i]);
	for (size_t i = 0; i < t->n; i++)
		some |= t->v[i]->source != NULL;
	if (given->n > 0) {
		t->fallback = mem_strdup(buf_cstr(&list));
		buf_printf(&query, "!s%s\n", t->fallback);
		ok = irrd_ask(c, &query, take_selection, t, why);
	} else {
		buf_str(&query, "!s-lc\n");
		ok = !some || irrd_ask(c, &query, take_sources, t, why);
	}
	buf_free(&list);
	buf_free(&query);
	return ok;
}

bool
sets_ask(struct set_table *t, struct irrd *c, const char *site_file,
    struct why *why)
{
	struct set_talk talk = { .table = t, .site_file = site_file };
	size_t first = 0;

	if (!select_sources(t, c, why))
		return false;
	while (first < t->n) {
		const size_t n = t->n;

		if (!ask_round(&talk, c, first, why))
			return false;
		first = n;
	}
	return true;
}

void
sets_asns(const struct set_table *t, uint32_t **list, size_t *n, size_t *cap)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->v[i]->nasns; j++) {
			*list = mem_grow(*list, *n, cap, sizeof **list);
			(*list)[(*n)++] = t->v[i]->asns[j];
		}
}

/* What is written of a set: its members, and those of the sets below it. */
struct set_members {
	uint32_t *asns;
	size_t n;
	size_t cap;
	struct buf ranges;
};

/* Collects the members of ROOT and of all sets below it, each once. */
static void
collect(struct set_members *m, struct set_table *t, struct set_entry *root)
{
	struct set_entry **waiting = mem_alloc((t->n + 1) * sizeof *waiting);
	size_t n = 0;

	root->root = root;
	waiting[n++] = root;
	while (n > 0) {
		struct set_entry *e = waiting[--n];

		for (size_t i = 0; i < e->nasns; i++) {
			m->asns = mem_grow(m->asns, m->n, &m->cap,
			    sizeof *m->asns);
			m->asns[m->n++] = e->asns[i];
		}
		if (e->ranges.len > 0)
			buf_printf(&m->ranges, "%s%s",
			    m->ranges.len > 0 ? ", " : "",
			    buf_cstr(&e->ranges));
		for (size_t i = 0; i < e->nin; i++) {
			if (e->in[i]->root == root)
				continue;
			e->in[i]->root = root;
			waiting[n++] = e->in[i];
		}
	}
	free(waiting);
}

static void
write_set(FILE *f, struct set_table *t, struct set_entry *e)
{
	struct set_members m = { 0 };
	struct buf line = { 0 }, members = { 0 };
	char asn[ASN_TEXT];

	collect(&m, t, e);
	m.n = sort_once(m.asns, m.n, sizeof *m.asns, sort_by_number);
	for (size_t i = 0; i < m.n; i++) {
		buf_str(&members, i > 0 ? ", " : "");
		buf_str(&members, asn_print(asn, m.asns[i]));
	}
	irr_set_put(&line, e->routes ? "route-set" : "as-set", e->name,
	    buf_cstr(&members), buf_cstr(&m.ranges), e->source);
	records_put(f, &line);
	buf_free(&line);
	buf_free(&members);
	buf_free(&m.ranges);
	free(m.asns);
}

static int
by_key(const void *va, const void *vb)
{
	const struct set_entry *const *a = va, *const *b = vb;
	int c = strcmp((*a)->name, (*b)->name);

	return c != 0 ? c : strcmp((*a)->key, (*b)->key);
}

void
sets_write(FILE *f, struct set_table *t)
{
	sort_all(t->v, t->n, sizeof *t->v, by_key);
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i]->wanted || t->v[i]->shown)
			write_set(f, t, t->v[i]);
}

void
sets_free(struct set_table *t)
{
	HASH_CLEAR(hh, t->by_name);
	for (size_t i = 0; i < t->n; i++)
		set_free(t->v[i]);
	free(t->v);
	free(t->fallback);
	*t = (struct set_table){ 0 };
}
