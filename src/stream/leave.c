/* A leave: a peer that its own network has removed. */
#include "stream/leave.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"
#include "base/timestamp.h"

bool
leaves_take(const struct taking *t, struct leaves *leaves)
{
	const struct slice *key = &t->record->key;
	struct slice router, at;
	struct leave *leave;
	struct why why;
	int64_t seconds;

	if (!name_check(key->p, key->n, &why))
		return field_refuse(t, "leave", why.text);
	if (!field_slice(t, "router", &router) || !field_slice(t, "at", &at))
		return false;
	if (!name_check(router.p, router.n, &why))
		return field_refuse(t, "router", why.text);
	if (!timestamp_parse(at.p, at.n, &seconds, &why))
		return field_refuse(t, "at", why.text);
	leaves->v = mem_grow(leaves->v, leaves->n, &leaves->cap,
	    sizeof *leaves->v);
	leave = &leaves->v[leaves->n++];
	leave->name = mem_strndup(key->p, key->n);
	leave->router = mem_strndup(router.p, router.n);
	leave->at = seconds;
	return true;
}

static int
by_router_and_name(const void *va, const void *vb)
{
	const struct leave *a = va, *b = vb;
	int c = strcmp(a->router, b->router);

	return c != 0 ? c : strcmp(a->name, b->name);
}

static void
leave_free(struct leave *leave)
{
	free(leave->name);
	free(leave->router);
}

void
leaves_sort(struct leaves *leaves)
{
	size_t n = 0;

	sort_all(leaves->v, leaves->n, sizeof *leaves->v, by_router_and_name);
	for (size_t i = 0; i < leaves->n; i++) {
		if (n > 0 &&
		    by_router_and_name(&leaves->v[n - 1], &leaves->v[i]) == 0)
			leave_free(&leaves->v[i]);
		else
			leaves->v[n++] = leaves->v[i];
	}
	leaves->n = n;
}

void
leaves_free(struct leaves *leaves)
{
	for (size_t i = 0; i < leaves->n; i++)
		leave_free(&leaves->v[i]);
	free(leaves->v);
	*leaves = (struct leaves){ 0 };
}

void
leave_put(struct buf *line, const struct leave *leave)
{
	char at[TIMESTAMP_TEXT];

	record_start(line, "leave", 5, leave->name, strlen(leave->name));
	record_field_str(line, "router", leave->router);
	record_field_str(line, "at", timestamp_print(at, leave->at));
	record_finish(line);
}
