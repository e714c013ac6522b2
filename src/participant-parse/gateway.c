/* The gateway's mappings: users, their AS numbers and prefixes. */
#include "participant-parse/gateway.h"

#include <stdint.h>

#include "base/json-items.h"

static void
refuse(const struct document *doc, const struct jvalue *v, struct user *u,
    const char *field, const char *text)
{
	jvalue_say(doc, v, DIAG_REFUSED, user_name(u), text);
	user_refuse(u, field, text);
}

static void
take_asn(const struct document *doc, const struct jvalue *v, struct user *u)
{
	json_int_t asn = v->json != NULL ? json_integer_value(v->json) : 0;
	struct why why;

	if (asn < 0 || asn > (json_int_t)UINT32_MAX) {
		why_set(&why, "%" JSON_INTEGER_FORMAT " (expected an AS "
		    "number)", asn);
		refuse(doc, v, u, "asn", why.text);
	} else if (asn != 0) {
		user_add_asn(u, (uint32_t)asn);
	}
}

static void
take_prefix(const struct document *doc, const struct jvalue *v,
    struct user *u)
{
	struct slice text = jvalue_string(v);
	struct prefix p;
	struct why why;

	if (prefix_parse(text.p, text.n, &p, &why))
		user_add_prefix(u, &p);
	else
		refuse(doc, v, u, "prefix", why.text);
}

static bool
take_mapping(const struct document *doc, const struct jvalue *mapping,
    void *to)
{
	struct jvalue email, asn, prefixes, prefix;
	struct user *u;

	if (!jvalue_member(doc, mapping, "email", J_STRING, true, &email) ||
	    !jvalue_member(doc, mapping, "asn", J_NUMBER, true, &asn) ||
	    !jvalue_member(doc, mapping, "prefixes", J_ARRAY, false,
	    &prefixes))
		return false;
	u = roster_user(to, email.json != NULL ? jvalue_string(&email) :
	    (struct slice){ "", 0 });
	/*
	 * Nobody can tell which of two mappings is right, so neither is used.
	 * But no other user may have their AS numbers or prefixes.
	 */
	if (u->mappings++ > 0)
		refuse(doc, mapping, u, "mapping", "another mapping of this user "
		    "(expected one; none is taken)");
	take_asn(doc, &asn, u);
	for (size_t i = 0; i < jvalue_items(&prefixes); i++) {
		if (!jvalue_item(doc, &prefixes, i, J_STRING, &prefix))
			return false;
		take_prefix(doc, &prefix, u);
	}
	return true;
}

bool
gateway_read(const struct document *doc, struct slice body,
    struct roster *to)
{
	return items_each(doc, body, "mappings", take_mapping, to);
}
