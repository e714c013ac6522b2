/* doc/lease-serve.yaml describes the table of routes, all of it, and nothing
 * else. */
#include "../lib/collect.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lease-serve/http-reply.h"
#include "lease-serve/route-table.h"
#include "site/ynode.h"

static struct ynode *doc;

/* The node at these keys, one below the other, or NULL. */
static const struct ynode *
node_at(const struct ynode *node, const char *const *key)
{
	for (; node != NULL && *key != NULL; key++)
		node = node->kind == YNODE_MAP ? ynode_get(node, *key) : NULL;
	return node;
}

#define AT(node, ...) node_at(node, (const char *const[]){ __VA_ARGS__, NULL })

static int
read_doc(void **state)
{
	struct diag diag = { .tool = "test", .sink = diag_stderr };
	char path[4096];

	(void)state;
	snprintf(path, sizeof path, "%s/doc/lease-serve.yaml",
	    getenv("TOP_SRCDIR") != NULL ? getenv("TOP_SRCDIR") : "..");
	doc = ynode_read(path, DIAG_ERROR, &diag);
	return doc != NULL ? 0 : -1;
}

static int
free_doc(void **state)
{
	(void)state;
	ynode_free(doc);
	return 0;
}

static void
lower(char *to, const char *method)
{
	while ((*to++ = (char)tolower((unsigned char)*method++)) != '\0')
		;
}

/* The operation of a row, or NULL. */
static const struct ynode *
operation_of(const struct route *r)
{
	char method[16];

	lower(method, r->method);
	return AT(doc, "paths", r->path, method);
}

static void
describes_each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_table.n; i++) {
		const struct route *r = &route_table.v[i];
		const struct ynode *op = operation_of(r), *security;

		if (op == NULL)
			fail_msg("%s %s is missing", r->method, r->path);
		security = AT(op, "security");
		assert_non_null(security);
		assert_int_equal(security->n, r->caller != CALLER_ANYBODY);
		if (r->caller != CALLER_ANYBODY)
			assert_non_null(AT(&security->item[0],
			    r->caller == CALLER_USER ? "user" : "service"));
		assert_int_equal(AT(op, "requestBody") != NULL, r->has_body);
		assert_int_equal(AT(op, "parameters") != NULL,
		    strchr(r->path, '{') != NULL ||
			strcmp(r->path, "/service/mappings") == 0);
	}
}

/* Each answer that any row of its kind may have. */
static void
describes_each_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < route_table.n; i++) {
		const struct route *r = &route_table.v[i];
		const struct ynode *answers = AT(operation_of(r), "responses");

		assert_true(
		    AT(answers, "200") != NULL || AT(answers, "204") != NULL);
		assert_int_equal(AT(answers, "401") != NULL,
		    r->caller != CALLER_ANYBODY);
		assert_int_equal(AT(answers, "429") != NULL, r->changes);
		assert_int_equal(AT(answers, "415") != NULL, r->has_body);
		assert_int_equal(AT(answers, "413") != NULL,
		    strcmp(r->method, "GET") != 0);
		assert_int_equal(AT(answers, "400") != NULL,
		    r->has_body || strchr(r->path, '{') != NULL);
		assert_int_equal(AT(answers, "503") != NULL,
		    strcmp(r->path, "/metrics") != 0);
	}
}

static bool
has_row(const char *path, const char *method)
{
	for (size_t i = 0; i < route_table.n; i++)
		if (strcmp(route_table.v[i].path, path) == 0 &&
		    strcasecmp(route_table.v[i].method, method) == 0)
			return true;
	return false;
}

static void
describes_nothing_else(void **state)
{
	const struct ynode *paths = AT(doc, "paths");
	size_t operations = 0;

	(void)state;
	for (size_t i = 0; i < paths->n; i += 2) {
		const struct ynode *methods = &paths->item[i + 1];

		for (size_t j = 0; j < methods->n; j += 2) {
			if (!has_row(paths->item[i].text,
				methods->item[j].text))
				fail_msg("%s %s is no row",
				    methods->item[j].text, paths->item[i].text);
			operations++;
		}
	}
	assert_int_equal(operations, route_table.n);
}

/* The words of errors, in the table's order. */
static void
names_each_error(void **state)
{
	const struct ynode *words = AT(doc, "components", "schemas", "Error",
	    "properties", "error", "enum");

	(void)state;
	assert_non_null(words);
	assert_int_equal(words->n, HTTP_ERRORS);
	for (size_t i = 0; i < words->n; i++)
		assert_string_equal(words->item[i].text,
		    http_error_word((enum http_error)i));
}

/* True if a reusable answer of that status explains WORD. */
static bool
is_explained(const char *word, unsigned status)
{
	static const struct {
		unsigned status;
		const char *name;
	} answers[] = {
		{ 400, "Bad" },
		{ 401, "Unauthorized" },
		{ 403, "Limit" },
		{ 404, "NotFound" },
		{ 405, "Method" },
		{ 413, "TooLarge" },
		{ 415, "MediaType" },
		{ 429, "TooMany" },
		{ 503, "Unavailable" },
	};

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (answers[i].status == status)
			return strstr(AT(doc, "components", "responses",
					  answers[i].name, "description")
					  ->text,
				   word) != NULL;
	return false;
}

static void
explains_each_error(void **state)
{
	(void)state;
	for (unsigned i = 0; i < HTTP_ERRORS; i++)
		if (!is_explained(http_error_word(i), http_error_status(i)))
			fail_msg("%s is not explained", http_error_word(i));
}

/* Every "$ref" names something. */
static void
check_references(const struct ynode *node)
{
	for (size_t i = 0; node->kind == YNODE_LIST && i < node->n; i++)
		check_references(&node->item[i]);
	for (size_t i = 0; node->kind == YNODE_MAP && i < node->n; i += 2) {
		const char *text = node->item[i + 1].text;
		char part[2][64];

		if (strcmp(node->item[i].text, "$ref") != 0) {
			check_references(&node->item[i + 1]);
			continue;
		}
		assert_int_equal(
		    sscanf(text, "#/components/%63[^/]/%63s", part[0], part[1]),
		    2);
		if (AT(doc, "components", part[0], part[1]) == NULL)
			fail_msg("%s is missing", text);
	}
}

static void
references_exist(void **state)
{
	(void)state;
	check_references(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(describes_each_row),
		cmocka_unit_test(describes_each_answer),
		cmocka_unit_test(describes_nothing_else),
		cmocka_unit_test(names_each_error),
		cmocka_unit_test(explains_each_error),
		cmocka_unit_test(references_exist),
	};

	return cmocka_run_group_tests(tests, read_doc, free_doc);
}
