/* Unit tests: a participant, and what no two of them may share. */
#include "stream/participant.h"

#include <stdio.h>
#include <string.h>

#include "collect.h"
#include "random.h"

/* Takes the record LINE, which stands on LINE_NUMBER of "-". */
static bool
take(struct participants *list, const char *line, unsigned long line_number,
    struct collect *c)
{
	const struct place place = { "-", line_number };
	struct record r = { 0 };
	struct taking t = { .record = &r, .place = &place, .diag = &c->diag };
	bool ok;

	record_parse(&r, (struct slice){ line, strlen(line) });
	ok = participants_take(list, &t);
	record_free(&r);
	return ok;
}

static void
good(void **state)
{
	struct participants list = { 0 };
	const struct participant *p;
	char text[PREFIX_TEXT];
	struct collect c;

	(void)state;
	collect_open(&c);
	assert_true(take(&list,
	    "participant\tas64500\tuser=b\\tc\t"
	    "address=fd7a::b\taddress=100.64.0.11\taddress=100.64.0.11\t"
	    "prefix=2001:db8:2::/48\tprefix=198.51.100.0/24\t"
	    "prefix=2001:db8:1::/48\tprefix=2001:db8:1::/48\t"
	    "more-specifics=true",
	    1, &c));
	assert_true(take(&list, "participant\tAS1\taddress=100.64.0.1", 2, &c));
	assert_true(participants_sort(&list, &c.diag));
	assert_int_equal(list.n, 2);
	assert_ptr_equal(participants_find(&list, 1), &list.v[0]);
	assert_null(participants_find(&list, 2));
	assert_null(list.v[0].user);
	assert_false(list.v[0].more_specifics);
	p = participants_find(&list, 64500);
	assert_non_null(p);
	assert_int_equal(p->address.n, 2);
	assert_string_equal(addr_print(text, &p->address.v[0]), "100.64.0.11");
	assert_int_equal(p->prefix.n, 3);
	assert_string_equal(prefix_print(text, &p->prefix.v[1]),
	    "2001:db8:1::/48");
	assert_true(p->more_specifics);
	assert_string_equal(p->user, "b\tc");
	assert_int_equal(p->place.line, 1);
	collect_said(&c, "");
	participants_free(&list);
	/* None are in order, too. */
	assert_true(participants_sort(&list, &c.diag));
	assert_null(participants_find(&list, 1));
	participants_free(&list);
	collect_close(&c);
}

static void
bad(void **state)
{
	static const struct {
		const char *line;
		const char *said;
	} rows[] = {
		{ "participant\tX\taddress=100.64.0.1",
		    "test: -:7: participant: \"X\" (expected an AS number, "
		    "0 .. 4294967295)\n" },
		{ "participant\tAS0\taddress=100.64.0.1",
		    "test: -:7: participant: a reserved AS number\n" },
		{ "participant\tAS1", "test: -:7: address: missing\n" },
		{ "participant\tAS1\taddress=",
		    "test: -:7: address: empty (expected an IPv4 or IPv6 "
		    "address)\n" },
		{ "participant\tAS1\taddress=100.64.0.1\tprefix=10.0.0.1/8",
		    "test: -:7: prefix: \"10.0.0.1/8\" has host bits set "
		    "(expected 10.0.0.0/8)\n" },
		{ "participant\tAS1\taddress=100.64.0.1\tmore-specifics=",
		    "test: -:7: more-specifics: empty (expected true or "
		    "false)\n" },
		{ "participant\tAS1\taddress=100.64.0.1\tuser=a\tuser=a",
		    "test: -:7: user: given twice\n" },
		{ "participant\tAS1\taddress=100.64.0.1\tname=a",
		    "test: -:7: \"name\" (expected a field of a participant "
		    "record)\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct participants list = { 0 };
		struct collect c;

		collect_open(&c);
		assert_false(take(&list, rows[i].line, 7, &c));
		collect_said(&c, rows[i].said);
		participants_free(&list);
		collect_close(&c);
	}
}

/* The rule as it is written, each against each. */
static bool
clash(const struct participants *list)
{
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = 0; j < list->n; j++)
			for (size_t k = 0; k < list->v[i].prefix.n; k++)
				for (size_t l = 0;
				     i != j && l < list->v[j].prefix.n; l++) {
					struct prefix *a, *b;

					a = &list->v[i].prefix.v[k];
					b = &list->v[j].prefix.v[l];
					if (prefix_cmp(a, b) == 0 ||
					    (prefix_contains(a, b) &&
						list->v[i].more_specifics))
						return true;
				}
	return false;
}

static void
nested(void **state)
{
	uint64_t random = 1;
	unsigned clashes = 0;

	(void)state;
	for (unsigned round = 0; round < 2000; round++) {
		struct participants list = { 0 };
		struct collect c;
		char line[256];

		collect_open(&c);
		for (unsigned i = 1; i <= 3; i++) {
			int n = snprintf(line, sizeof line,
			    "participant\t"
			    "AS%u\taddress=192.0.2.%u\tmore-specifics=%s",
			    i, i,
			    random_below(&random, 4) == 0 ? "true" : "false");

			for (unsigned j = 0; j < 2; j++) {
				unsigned len = 1 + random_below(&random, 6);
				unsigned bits = random_below(&random, 64) >>
				    (6 - len) << (8 - len);

				n += snprintf(line + n, sizeof line - (size_t)n,
				    "\tprefix=%u.0.0.0/%u", bits, len);
			}
			assert_true(take(&list, line, i, &c));
		}
		clashes += clash(&list);
		assert_int_equal(participants_sort(&list, &c.diag),
		    !clash(&list));
		c.text.len = 0;
		participants_free(&list);
		collect_close(&c);
	}
	/* Both outcomes, and often. */
	assert_in_range(clashes, 100, 1900);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good),
		cmocka_unit_test(bad),
		cmocka_unit_test(nested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
