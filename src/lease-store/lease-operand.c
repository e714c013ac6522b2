/* The operands of lease-store's verbs. */
#include "lease-store/lease-operand.h"

#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

#define ID_MOST 255 /* bytes */

static bool
id_check(const char *s, size_t n, struct why *why)
{
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		len = utf8_length(s + i, n - i);
		if (len == 0 || !utf8_is_visible(s + i, len)) {
			why_not(why, s, n, "a user's id in UTF-8");
			return false;
		}
	}
	if (n >= 1 && n <= ID_MOST)
		return true;
	why_set(why, "a user's id of %zu bytes (expected 1 to %d)", n, ID_MOST);
	return false;
}

/* 64 hexadecimal digits are a hash; anything else is a user's id. */
static bool
take_user(struct operands *o, const char *s, struct why *why)
{
	struct why ignored;
	size_t n = strlen(s);

	if (lease_hash_check(s, n, &ignored)) {
		memcpy(o->hash, s, sizeof o->hash);
		o->id = NULL;
		return true;
	}
	o->id = s;
	lease_hash_of(s, n, o->hash);
	return id_check(s, n, why);
}

static bool
take_switch(struct operands *o, const char *s, struct why *why)
{
	o->on = strcmp(s, "on") == 0;
	if (o->on || strcmp(s, "off") == 0)
		return true;
	why_not(why, s, strlen(s), "on or off");
	return false;
}

static bool
take(struct operands *o, char what, const char *s, struct why *why)
{
	switch (what) {
	case 'u':
		return take_user(o, s, why);
	case 'p':
		return prefix_parse(s, strlen(s), &o->prefix, why);
	case 'h':
		return number_parse(s, strlen(s), 1, UINT32_MAX, &o->hours,
		    why);
	default:
		return take_switch(o, s, why);
	}
}

bool
operands_read(const struct task *task, const char *what, struct operands *o)
{
	struct why why;

	for (size_t i = 0; what[i] != '\0' && task->operand[i] != NULL; i++)
		if (!take(o, what[i], task->operand[i], &why)) {
			diag_say(task->diag, DIAG_ERROR, NULL, NULL, "%s",
			    why.text);
			return false;
		}
	return true;
}
