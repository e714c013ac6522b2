/* A route: the ROA data of a route or route6 object. */
#include "rpsl/route-object.h"

#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/number.h"

/* Stores a text.  Offset 0 means no text, so a NUL fills it. */
static size_t
keep(struct route_list *list, const char *s, size_t n)
{
	size_t at;

	if (list->text.len == 0)
		buf_char(&list->text, '\0');
	at = list->text.len;
	buf_add(&list->text, s, n);
	buf_char(&list->text, '\0');
	return at;
}

const char *
route_text(const struct route_list *list, size_t offset)
{
	return list->text.data + offset;
}

static struct route *
last(struct route_list *list)
{
	return &list->v[list->n - 1];
}

void
route_start(struct route_list *list, const struct class_key *key,
    const char *file, unsigned long line)
{
	list->v = mem_grow(list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = (struct route){
		.prefix = key->prefix,
		.max = (uint8_t)addr_bits(&key->prefix.addr),
		.line = (uint32_t)line,
		.file = keep(list, file, strlen(file)),
		.key = keep(list, key->text.p, key->text.n),
		.origin = list->norigins,
	};
}

static bool
take_origin(struct route_list *list, const struct attr *a, struct why *why)
{
	uint32_t asn;

	last(list)->has_origin = true;
	if (!asn_parse(a->value.p, a->value.n, &asn, why))
		return false;
	list->origin = mem_grow(list->origin, list->norigins, &list->origin_cap,
	    sizeof *list->origin);
	list->origin[list->norigins++] = asn;
	last(list)->norigins++;
	return true;
}

static bool
take_max(struct route_list *list, const struct attr *a, struct why *why)
{
	struct route *route = last(list);
	uint64_t max;

	if (route->has_max)
		why_set(why, "a second max-length (expected one)");
	else if (number_parse(a->value.p, a->value.n, route->prefix.len,
		     addr_bits(&route->prefix.addr), &max, why)) {
		route->has_max = true;
		route->max = (uint8_t)max;
		return true;
	}
	route->spoilt = true;
	return false;
}

static bool
take_source(struct route_list *list, const struct attr *a, struct why *why)
{
	struct route *route = last(list);

	(void)why;
	if (route->source == 0) {
		route->source = keep(list, a->value.p, a->value.n);
		route->source_len = a->value.n;
	}
	return true;
}

static const struct {
	const char *name;
	size_t len;
	bool (*take)(struct route_list *list, const struct attr *a,
	    struct why *why);
} parts[] = {
	{ "origin", 6, take_origin },
	{ "max-length", 10, take_max },
	{ "source", 6, take_source },
};

void
route_attr(struct route_list *list, const struct attr *a, const char *file,
    struct diag *diag)
{
	struct place place = { file, a->line };
	struct why why;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (a->name.n == parts[i].len &&
		    memcmp(a->name.p, parts[i].name, parts[i].len) == 0 &&
		    !parts[i].take(list, a, &why))
			diag_say(diag, DIAG_WARNING, &place, parts[i].name,
			    "no ROA: %s", why.text);
}

void
route_finish(struct route_list *list, const char *file, struct diag *diag)
{
	const struct route *route = last(list);
	struct place place = { file, route->line };

	if (!route->has_origin)
		diag_say(diag, DIAG_WARNING, &place, "origin",
		    "no ROA: missing (expected an AS number)");
	if (route->norigins == 0 || route->spoilt)
		route_drop(list);
}

void
route_drop(struct route_list *list)
{
	list->norigins = last(list)->origin;
	list->text.len = last(list)->file;
	list->n--;
}

void
route_list_move(struct route_list *to, struct route_list *from)
{
	size_t text = to->text.len;

	for (size_t i = 0; i < from->n; i++) {
		struct route *route = &from->v[i];

		if (route->spoilt)
			continue;
		to->v = mem_grow(to->v, to->n, &to->cap, sizeof *to->v);
		route->file += text;
		route->key += text;
		if (route->source != 0)
			route->source += text;
		route->origin += to->norigins;
		to->v[to->n++] = *route;
	}
	for (size_t i = 0; i < from->norigins; i++) {
		to->origin = mem_grow(to->origin, to->norigins, &to->origin_cap,
		    sizeof *to->origin);
		to->origin[to->norigins++] = from->origin[i];
	}
	buf_add(&to->text, from->text.data, from->text.len);
	from->n = from->norigins = from->text.len = 0;
}

void
route_list_free(struct route_list *list)
{
	free(list->v);
	free(list->origin);
	buf_free(&list->text);
	*list = (struct route_list){ 0 };
}
