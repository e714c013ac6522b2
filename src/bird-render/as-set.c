/* As-sets: records of an IRR, and the AS numbers they come to. */
#include "bird-render/as-set.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/name.h"

/* A name has one form: RPSL's are the same in any case. */
static char *
upper(const char *s, size_t n)
{
	char *name = mem_strndup(s, n);

	for (char *p = name; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return name;
}

void
as_sets_take(struct as_sets *sets, const struct record *rec)
{
	struct buf members = { 0 };
	struct why why;

	if (!as_set_check(rec->key.p, rec->key.n, &why))
		return;
	for (size_t i = 0; i < rec->n; i++) {
		if (!slice_is(rec->name[i], "members"))
			continue;
		buf_add(&members, rec->value[i].p, rec->value[i].n);
		buf_char(&members, '\n');
	}
	sets->v = mem_grow(sets->v, sets->n, &sets->cap, sizeof *sets->v);
	sets->v[sets->n++] = (struct as_set){
		.name = upper(rec->key.p, rec->key.n),
		.members = mem_strdup(buf_cstr(&members)),
	};
	buf_free(&members);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct as_set *)a)->name,
	    ((const struct as_set *)b)->name);
}

void
as_sets_sort(struct as_sets *sets)
{
	if (sets->n > 0)
		qsort(sets->v, sets->n, sizeof *sets->v, by_name);
}

/* The first of that name; SETS->n when there is none. */
static size_t
find(const struct as_sets *sets, const char *name)
{
	size_t low = 0, high = sets->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(sets->v[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sets->n && strcmp(sets->v[low].name, name) == 0 ? low :
	    sets->n;
}

bool
as_sets_has(const struct as_sets *sets, const char *name)
{
	char *key = upper(name, strlen(name));
	bool has = find(sets, key) < sets->n;

	free(key);
	return has;
}

/* An expansion: which sets were seen, and which wait. */
struct expansion {
	const struct as_sets *sets;
	bool *seen;		/* by the first of a name */
	size_t *waiting;
	size_t n;
	struct asn_list *list;
	size_t cap;
};

static void
visit(struct expansion *e, const char *name)
{
	size_t i = find(e->sets, name);

	if (i == e->sets->n || e->seen[i])
		return;
	e->seen[i] = true;
	e->waiting[e->n++] = i;
}

/* An AS number, an as-set, or nothing that can be taken. */
static void
member(struct expansion *e, const char *s, size_t n)
{
	struct why why;
	uint32_t asn;
	char *name;

	if (asn_parse(s, n, &asn, &why)) {
		e->list->v = mem_grow(e->list->v, e->list->n, &e->cap,
		    sizeof *e->list->v);
		e->list->v[e->list->n++] = asn;
	} else if (as_set_check(s, n, &why)) {
		name = upper(s, n);
		visit(e, name);
		free(name);
	}
}

/* Apart by commas and space; a # hides the rest of its line. */
static void
members(struct expansion *e, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, ", \t\r\n#");

		if (n > 0)
			member(e, s, n);
		s += n;
		if (*s == '#')
			s += strcspn(s, "\n");
		else if (*s != '\0')
			s++;
	}
}

void
as_sets_expand(const struct as_sets *sets, const char *name,
    struct asn_list *list)
{
	struct expansion e = { sets, mem_zalloc(sets->n + 1),
		mem_alloc((sets->n + 1) * sizeof *e.waiting), 0, list,
		list->n };
	char *key = upper(name, strlen(name));

	visit(&e, key);
	while (e.n > 0) {
		size_t first = e.waiting[--e.n];

		for (size_t i = first; i < sets->n && strcmp(sets->v[i].name,
		    sets->v[first].name) == 0; i++)
			members(&e, sets->v[i].members);
	}
	free(key);
	free(e.waiting);
	free(e.seen);
}

void
as_sets_free(struct as_sets *sets)
{
	for (size_t i = 0; i < sets->n; i++) {
		free(sets->v[i].name);
		free(sets->v[i].members);
	}
	free(sets->v);
	*sets = (struct as_sets){ 0 };
}
