/* The gateway's mappings: users, their AS numbers and prefixes. */
#include "participant-parse/gateway.h"

#include <stdint.h>

#include "base/json-items.h"
#include "participant-parse/provider-id.h"

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
		why_set(&why,
		    "%" JSON_INTEGER_FORMAT " (expected an AS "
		    "number)",
		    asn);
		refuse(doc, v, u, "asn", why.text);
	} else if (asn != 0) {
		user_add_asn(u, (uint32_t)asn);
	}
}

static void
take_prefix(const struct document *doc, const struct jvalue *v, struct user *u)
{
	struct slice text = jvalue_string(v);
	struct prefix p;
	struct why why;

	if (prefix_parse(text.p, text.n, &p, &why))
		user_add_prefix(u, &p);
	else
		refuse(doc, v, u, "prefix", why.text);
}

struct taking_mappings {
	struct roster *to;
	bool by_hash;
};

static struct user *
mapping_user(const struct jvalue *mapping, const struct jvalue *email,
    const struct taking_mappings *t)
{
	const json_t *hash = json_object_get(mapping->json, "user_hash");
	struct slice text = { json_string_value(hash),
		json_string_length(hash) };

	return roster_user(t->to,
	    email->json != NULL ? jvalue_string(email) :
				  (struct slice){ "", 0 },
	    t->by_hash && json_is_string(hash) && user_hash_is(text) ? text.p :
								       NULL);
}

static bool
take_prefixes(const struct document *doc, const struct jvalue *mapping,
    struct user *u)
{
	struct jvalue prefixes, prefix;
	bool ok = jvalue_member(doc, mapping, "prefixes", J_ARRAY, false,
	    &prefixes);

	for (size_t i = 0; ok && i < jvalue_items(&prefixes); i++) {
		ok = jvalue_item(doc, &prefixes, i, J_STRING, &prefix);
		if (ok)
			take_prefix(doc, &prefix, u);
	}
	if (!ok)
		user_refuse(u, "prefix", "not a list of texts");
	return ok;
}

static bool
take_mapping(const struct document *doc, const struct jvalue *mapping,
    void *ctx)
{
	const struct taking_mappings *t = ctx;
	struct jvalue email, asn;
	struct user *u;
	bool ok;

	if (!jvalue_member(doc, mapping, "email", J_STRING, true, &email))
		return false;
	u = mapping_user(mapping, &email, t);
	/*
	 * Nobody can tell which of two mappings is right, so neither is used.
	 * But no other user may have their AS numbers or prefixes.
	 */
	if (u->mappings++ > 0)
		refuse(doc, mapping, u, "mapping",
		    "another mapping of this user "
		    "(expected one; none is taken)");
	ok = jvalue_member(doc, mapping, "asn", J_NUMBER, true, &asn);
	if (ok)
		take_asn(doc, &asn, u);
	else
		user_refuse(u, "asn", "not a number");
	return take_prefixes(doc, mapping, u) && ok;
}

bool
gateway_read(const struct document *doc, struct slice body, bool by_hash,
    struct roster *to)
{
	struct taking_mappings t = { to, by_hash };
	struct items_count count;
	bool ok = items_each(doc, body, "mappings", take_mapping, &t, &count);

	to->left_out += count.bad;
	return ok;
}
