/*
 * Fuzz target: a registry's filter.  The rule that is found for a prefix is
 * the first one that contains it, looked for the simple way.
 */
#include "fuzz.h"

#include "rpsl/filter-rule.h"

static const struct rule *
first_of(const struct rules *rules, const struct prefix *p)
{
	for (size_t i = 0; i < rules->n; i++)
		if (prefix_contains(&rules->v[i].prefix, p))
			return &rules->v[i];
	return NULL;
}

static void
check(const struct rules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct prefix *p = &rules->v[i].prefix;
		struct prefix inner = { p->addr, (uint8_t)addr_bits(&p->addr) };

		FUZZ_CHECK(rules_find(rules, p) == first_of(rules, p));
		FUZZ_CHECK(
		    rules_find(rules, &inner) == first_of(rules, &inner));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };

	for (unsigned family = 4; family <= 6; family += 2) {
		struct rules rules = { 0 };

		if (rules_parse(&rules, (const char *)data, size, "fuzz",
			family, &diag) &&
		    rules_finish(&rules, &diag))
			check(&rules);
		rules_free(&rules);
	}
	return 0;
}
