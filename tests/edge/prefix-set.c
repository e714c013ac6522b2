/* Unit tests: aggregating a set of prefixes changes nothing that is in it. */
#include "base/prefix-set.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collect.h"
#include "random.h"

#define FIRST 24 /* all prefixes from here to /32 are looked at */

static struct prefix
prefix4(unsigned last, unsigned len)
{
	struct addr a = { 4, { 10, 0, 0, (uint8_t)last } };

	return prefix_of(&a, len);
}

static bool
has(const struct prefix_set *set, const struct prefix *p)
{
	for (size_t i = 0; i < set->n; i++)
		if (prefix_contains(&set->v[i].prefix, p) &&
		    p->len >= set->v[i].min && p->len <= set->v[i].max)
			return true;
	return false;
}

static void
same(const struct prefix_set *a, const struct prefix_set *b)
{
	for (unsigned len = FIRST; len <= 32; len++) {
		for (unsigned i = 0; i < 256; i += 1u << (32 - len)) {
			struct prefix p = prefix4(i, len);

			if (has(a, &p) != has(b, &p))
				fail_msg("10.0.0.%u/%u", i, len);
		}
	}
}

static void
random_sets(void **state)
{
	uint64_t seed = 20261121;

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		struct prefix_set before = { 0 }, after = { 0 };
		unsigned n = (unsigned)(random_next(&seed) % 40);

		for (unsigned i = 0; i < n; i++) {
			unsigned len = FIRST +
			    (unsigned)(random_next(&seed) % 9);
			struct prefix p = prefix4(
			    (unsigned)(random_next(&seed) % 256), len);
			unsigned max = round % 2 == 0 ?
			    len :
			    len + (unsigned)(random_next(&seed) % (33 - len));

			prefix_set_add(&before, &p, len, max);
			prefix_set_add(&after, &p, len, max);
		}
		prefix_set_aggregate(&after);
		assert_true(after.n <= before.n);
		same(&before, &after);
		prefix_set_free(&before);
		prefix_set_free(&after);
	}
}

/* All of one length is one range. */
static void
whole(void **state)
{
	struct prefix_set set = { 0 };
	char text[128] = "";
	FILE *f;

	(void)state;
	for (unsigned i = 256; i-- > 0;) {
		struct prefix p = prefix4(i, 32);

		prefix_set_add(&set, &p, 32, 32);
		prefix_set_add(&set, &p, 32, 32);
	}
	prefix_set_aggregate(&set);
	f = fmemopen(text, sizeof text - 1, "w");
	prefix_set_print(f, "X", &set);
	fclose(f);
	assert_string_equal(text, "define X = [\n\t10.0.0.0/24{32,32}\n];\n");
	prefix_set_free(&set);
	f = fmemopen(text, sizeof text - 1, "w");
	prefix_set_print(f, "X", &set);
	fclose(f);
	assert_string_equal(text, "define X = [];\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_sets),
		cmocka_unit_test(whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
