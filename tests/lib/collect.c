/* A diagnostic sink that collects. */
#include "collect.h"

static void
keep(void *ctx, enum diag_level level, const char *line)
{
	struct collect *c = ctx;

	(void)level;
	buf_str(&c->text, line);
	buf_char(&c->text, '\n');
}

void
collect_open(struct collect *c)
{
	*c = (struct collect){ .diag = { .tool = "test", .sink = keep } };
	c->diag.ctx = c;
}

void
collect_close(struct collect *c)
{
	collect_said(c, "");
	buf_free(&c->text);
}

void
collect_said(struct collect *c, const char *lines)
{
	assert_string_equal(buf_cstr(&c->text), lines);
	c->text.len = 0;
}
