/* The refused requests, for those who made them. */
#include "peer-validate/refused-requests.h"

#include <errno.h>
#include <string.h>

#include "peer-validate/json-text.h"

static bool
fail(const struct refused_requests *r, struct diag *diag)
{
	struct place place = { r->file, 0 };

	diag_say(diag, DIAG_ERROR, &place, NULL, "%s", strerror(errno));
	return false;
}

bool
refused_requests_open(struct refused_requests *r, const char *file,
    struct diag *diag)
{
	*r = (struct refused_requests){ .file = file };
	if (file == NULL)
		return true;
	r->f = fopen(file, "we");
	return r->f != NULL || fail(r, diag);
}

void
refused_requests_add(struct refused_requests *r, const char *name,
    const char *field, const char *why, const char *id)
{
	struct buf text = { 0 };

	if (r->f == NULL)
		return;
	buf_str(&r->text, r->text.len == 0 ? "\n  " : ",\n  ");
	json_text_put(&r->text, name);
	buf_str(&r->text, ": ");
	buf_printf(&text, "%s: %s [%s]", field, why, id);
	json_text_put(&r->text, buf_cstr(&text));
	buf_free(&text);
}

bool
refused_requests_close(struct refused_requests *r, struct diag *diag)
{
	bool ok = true;

	if (r->f != NULL) {
		fprintf(r->f, "{%s%s}\n", buf_cstr(&r->text),
		    r->text.len > 0 ? "\n" : "");
		ok = !ferror(r->f);
		ok = fclose(r->f) == 0 && ok;
		r->f = NULL;
	}
	buf_free(&r->text);
	return ok || fail(r, diag);
}
