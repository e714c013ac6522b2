/* An origin table: which AS was last seen when. */
#include "mrt-origins/origin-table.h"

#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/sort.h"

#define SIZE_FIRST ((size_t)1024)

/* The slot of ASN, or the free one where it belongs. */
static size_t
find(const struct origin_table *t, uint32_t asn)
{
	size_t i = (size_t)((asn * t->factor) >> 32) & (t->size - 1);

	while (t->slot[i].time != 0 && t->slot[i].asn != asn)
		i = (i + 1) & (t->size - 1);
	return i;
}

static void
resize(struct origin_table *t, bool with_dumps)
{
	struct origin_table old = *t;

	if (t->factor == 0) {
		randombytes_buf(&t->factor, sizeof t->factor);
		t->factor |= 1;
	}
	t->last = 0;
	t->size = old.size > 0 ? 2 * old.size : SIZE_FIRST;
	t->slot = mem_zalloc(t->size * sizeof *t->slot);
	t->dump = with_dumps ? mem_zalloc(t->size * sizeof *t->dump) : NULL;
	for (size_t i = 0; i < old.size; i++) {
		size_t to;

		if (old.slot[i].time == 0)
			continue;
		to = find(t, old.slot[i].asn);
		t->slot[to] = old.slot[i];
		if (with_dumps)
			t->dump[to] = old.dump[i];
	}
	free(old.slot);
	free(old.dump);
}

/* The slot of ASN, which may be new; three quarters of the slots are used at
 * most. */
static size_t
place(struct origin_table *t, uint32_t asn, bool with_dumps)
{
	size_t i;

	if (4 * t->n >= 3 * t->size)
		resize(t, with_dumps);
	i = find(t, asn);
	if (t->slot[i].time == 0)
		t->n++;
	return i;
}

void
origin_table_see(struct origin_table *t, uint32_t asn, uint32_t time)
{
	struct origin *slot;

	if (time == 0)
		time = 1;
	/* All peers of a collector mostly have one origin of a prefix. */
	if (t->n > 0 && t->slot[t->last].asn == asn &&
	    t->slot[t->last].time >= time)
		return;
	t->last = place(t, asn, false);
	slot = &t->slot[t->last];
	if (time > slot->time)
		*slot = (struct origin){ asn, time };
}

void
origin_table_add(struct origin_table *t, const struct origin_table *from,
    uint32_t dump)
{
	for (size_t i = 0; i < from->size; i++) {
		const struct origin *origin = &from->slot[i];
		size_t to;

		if (origin->time == 0)
			continue;
		to = place(t, origin->asn, true);
		if (origin->time > t->slot[to].time ||
		    (origin->time == t->slot[to].time && dump < t->dump[to])) {
			t->slot[to] = *origin;
			t->dump[to] = dump;
		}
	}
}

struct sorted {
	struct origin origin;
	uint32_t dump;
};

void
origin_table_sort(struct origin_table *t)
{
	struct sorted *all = mem_alloc((t->n + 1) * sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < t->size; i++)
		if (t->slot[i].time != 0)
			all[n++] = (struct sorted){ t->slot[i],
				t->dump != NULL ? t->dump[i] : 0 };
	sort_all(all, n, sizeof *all, sort_by_number);
	for (size_t i = 0; i < n; i++) {
		t->slot[i] = all[i].origin;
		if (t->dump != NULL)
			t->dump[i] = all[i].dump;
	}
	free(all);
}

void
origin_table_free(struct origin_table *t)
{
	free(t->slot);
	free(t->dump);
	*t = (struct origin_table){ 0 };
}
