/* A round: one sample of every link, folded into the memory. */
#include "link-latency/sample-round.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A link is remembered from its first sample on. */
static void
add_new(struct memory *m, const struct roster *r)
{
	bool *fresh = mem_zalloc(r->nlink * sizeof *fresh);

	/* All of them are looked for before any is added: it is sorted. */
	for (size_t i = 0; i < r->nlink; i++)
		fresh[i] = r->link[i].sample.us != 0 &&
		    memory_find(m, r->link[i].name) == NULL;
	for (size_t i = 0; i < r->nlink; i++)
		if (fresh[i])
			memory_add(m,
			    (struct slice){ r->link[i].name,
				strlen(r->link[i].name) });
	free(fresh);
	memory_sort(m);
}

static void
fold(struct link *l, const struct link_sample *sample, uint32_t rounds,
    uint64_t now, struct diag *diag)
{
	const unsigned before = l->class;

	link_fold(l, sample, rounds, now);
	if (l->class == before)
		return;
	if (l->class == 0)
		diag_say(diag, DIAG_NOTE, NULL, l->name,
		    "class %u is "
		    "forgotten: no sample for a day",
		    before);
	else
		diag_say(diag, DIAG_NOTE, NULL, l->name,
		    "class %u, was %u "
		    "(0: none)",
		    l->class, before);
}

/* Links that are no longer the router's are silent, until forgotten. */
static void
fold_all(struct memory *m, const struct roster *r, uint32_t rounds,
    struct diag *diag)
{
	static const struct link_sample none;
	const struct link_sample **sample = mem_zalloc(m->n * sizeof *sample);

	for (size_t i = 0; i < r->nlink; i++) {
		const struct link *l = memory_find(m, r->link[i].name);

		if (l != NULL)
			sample[l - m->v] = &r->link[i].sample;
	}
	for (size_t i = 0; i < m->n; i++)
		fold(&m->v[i], sample[i] != NULL ? sample[i] : &none, rounds,
		    m->last.now, diag);
	free(sample);
}

bool
round_fold(struct memory *m, const struct roster *r, const struct moment *at,
    struct diag *diag)
{
	int64_t jump;
	uint32_t rounds = memory_advance(m, at, &jump);

	if (rounds == 0)
		return false;
	if (jump != 0)
		diag_say(diag, DIAG_NOTE, NULL, NULL,
		    "the clock was set by "
		    "%" PRId64 " seconds since the last round",
		    jump);
	add_new(m, r);
	fold_all(m, r, rounds, diag);
	memory_drop_forgotten(m);
	return true;
}
