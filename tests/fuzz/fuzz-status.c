/*
 * Fuzz target: BIRD's answers to peer-status.  Up to an empty line it is the
 * one about protocols, then the one about routes; a line is its code, a
 * character and its text.  Whatever they hold, every format can print it,
 * and holds nothing that could leave its place.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "peer-status/format.h"
#include "peer-status/reason.h"

static unsigned
code_of(struct slice *line)
{
	unsigned code = 0;

	if (line->n < 5)
		return 0;
	for (size_t i = 0; i < 4; i++)
		code = code * 10 + (unsigned char)line->p[i] % 10u;
	line->p += 5;
	line->n -= 5;
	return code;
}

static void
check_text(const char *name, const char *text, size_t n)
{
	bool ascii = strcmp(name, "table") == 0;

	while (n > 0) {
		size_t len = utf8_length(text, n);

		FUZZ_CHECK(len > 0);
		FUZZ_CHECK((unsigned char)*text >= 0x20 || *text == '\n');
		FUZZ_CHECK(*text != 0x7f && (!ascii || len == 1));
		text += len;
		n -= len;
	}
}

static void
print_all(const struct status *s)
{
	static const char *const names[] = { "table", "json", "prometheus",
		"html" };
	struct attendance attendance = { 0 };
	struct only only = { 0 };
	struct policy policy = { 0 };
	struct page page = { .title = "x", .attendance = &attendance };

	attendance_take(&attendance, s, &policy, NULL, &only);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *text = NULL;
		size_t n = 0;
		FILE *f = open_memstream(&text, &n);

		FUZZ_CHECK(f != NULL);
		FUZZ_CHECK(format_find(names[i])->print(f, s, &page));
		fclose(f);
		check_text(names[i], text, n);
		free(text);
	}
	attendance_free(&attendance);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct status s = { .now = 1700000000,
		.bird_up = true,
		.protocols = { .now = 1700000000 } };
	struct route_list routes = { 0 };
	struct route_reader r = { .to = &routes, .most = 100 };
	struct policy policy = { 0 };
	const char *p = (const char *)data;
	bool second = false;

	while (size > 0) {
		const char *nl = memchr(p, '\n', size);
		struct slice line = { p, nl != NULL ? (size_t)(nl - p) : size };
		size_t used = line.n + (nl != NULL);
		unsigned code;

		second = second || line.n == 0;
		code = code_of(&line);
		if (second)
			route_take(&r, code, line);
		else
			protocols_take(&s.protocols, code, line);
		p += used;
		size -= used;
	}
	protocols_sort(&s.protocols);
	if (s.protocols.n > 0) {
		struct protocol *first = &s.protocols.v[0];

		for (size_t i = 0; i < routes.n; i++)
			reason_find(&policy, first, &routes.v[i]);
		first->rejected = routes;
		first->rejected.has_total = true;
		first->rejected.total = routes.n;
		routes = (struct route_list){ 0 };
	}
	print_all(&s);
	route_list_free(&routes);
	status_free(&s);
	return 0;
}
