/* What the caller is told. */
#include "peer-shell/reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/out.h"

char *
reply_escaped(const char *text)
{
	char *escaped;
	size_t n;
	FILE *f = mem_stream(&escaped, &n);

	out_comment_text(f, text, strlen(text));
	mem_stream_close(f);
	return escaped;
}

json_t *
reply_text(const char *text)
{
	json_t *json;
	char *escaped;

	if (text == NULL)
		return NULL;
	if ((json = json_string(text)) != NULL)
		return json;
	escaped = reply_escaped(text);
	json = json_string(escaped);
	free(escaped);
	return json;
}

void
reply_set(struct shell *s, const char *key, json_t *value)
{
	if (s->json && value != NULL)
		json_object_set_new(s->result, key, value);
	else
		json_decref(value);
}

void
reply_line(const struct shell *s, const char *fmt, ...)
{
	va_list ap;

	if (s->json)
		return;
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

int
reply_no(struct shell *s, int status, const char *field, const char *check,
    const char *fmt, ...)
{
	struct why why;
	va_list ap;
	char *text;

	va_start(ap, fmt);
	vsnprintf(why.text, sizeof why.text, fmt, ap);
	va_end(ap);
	text = reply_escaped(why.text);
	if (s->json) {
		json_t *error = json_object();

		if (field != NULL)
			json_object_set_new(error, "field", json_string(field));
		if (check != NULL)
			json_object_set_new(error, "check", json_string(check));
		json_object_set_new(error, "why", json_string(text));
		reply_set(s, "error", error);
	} else {
		fflush(stdout);
		fprintf(stderr, "%s: %s%s%s%s%s%s\n", s->verb,
		    field != NULL ? field : "", field != NULL ? ": " : "", text,
		    check != NULL ? " [" : "", check != NULL ? check : "",
		    check != NULL ? "]" : "");
	}
	free(text);
	return status;
}

int
reply_store_failed(struct shell *s)
{
	return reply_no(s, 2, NULL, "store",
	    "nothing was done: the store "
	    "cannot be used at the moment (%s)",
	    db_error(s->db));
}
