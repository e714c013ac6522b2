/* The kernel rules for BIRD's own routing table: which packets use it. */
#include "apply/table-rules.h"

#include <string.h>

#include "base/number.h"

/*
 * Rules 20001 to 20003 come before the kernel's rules 32766 and 32767.  Rule
 * 32800 comes after them, for packets for which they found no route.
 */
#define PRIORITY_HOST 20001u
#define PRIORITY_OWN 20002u
#define PRIORITY_FORWARDED 20003u
#define PRIORITY_REST 32800u

/* fragin.c has checked TEXT: a number and prefixes. */
static void
take_table(struct iprules *rules, struct slice text)
{
	struct slice w = slice_cut(&text, ' ');
	struct why why;
	uint64_t table;

	if (!number_parse(w.p, w.n, 1, UINT32_MAX, &table, &why))
		return;
	for (uint8_t family = 4; family <= 6; family += 2) {
		struct slice rest = text;
		struct iprule r = { .family = family,
			.priority = PRIORITY_HOST,
			.no_default = true,
			.table = TABLE_MAIN };

		iprules_add(rules, &r);
		r = (struct iprule){ .family = family,
			.priority = PRIORITY_OWN,
			.has_from = true,
			.table = (uint32_t)table };
		while (rest.n > 0) {
			w = slice_cut(&rest, ' ');
			if (prefix_parse(w.p, w.n, &r.from, &why) &&
			    r.from.addr.family == family)
				iprules_add(rules, &r);
		}
		r.has_from = false;
		r.priority = PRIORITY_FORWARDED;
		r.not_ours = true;
		iprules_add(rules, &r);
		r.priority = PRIORITY_REST;
		r.not_ours = false;
		iprules_add(rules, &r);
	}
}

void
rules_wanted(struct iprules *rules, const struct generation *g)
{
	*rules = (struct iprules){ 0 };
	for (size_t i = 0; g != NULL && i < g->manifest.n; i++) {
		const struct frag_set *set = &g->manifest.set[i];

		for (size_t j = 0; j < set->n; j++)
			if (set->file[j].table.n > 0)
				take_table(rules, set->file[j].table);
	}
}

bool
rule_is_ours(const struct iprule *r)
{
	if (r->no_default)
		return false;
	return (r->priority == PRIORITY_OWN && r->has_from) ||
	    (r->priority == PRIORITY_FORWARDED && r->not_ours) ||
	    (r->priority == PRIORITY_REST && !r->has_from && !r->not_ours);
}
