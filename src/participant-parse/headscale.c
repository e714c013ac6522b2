/* Headscale's nodes: the machines of the VPN, and their users. */
#include "participant-parse/headscale.h"

#include <string.h>

#include "base/json-items.h"
#include "participant-parse/provider-id.h"
#include "site/site.h"

static void
take_addr(const struct document *doc, const struct jvalue *v,
    const struct prefix_list *range, struct user *u)
{
	struct slice text = jvalue_string(v);
	struct addr a;
	struct why why;

	if (!addr_parse(text.p, text.n, &a, &why)) {
		jvalue_say(doc, v, DIAG_REFUSED, user_name(u), why.text);
		user_refuse(u, "address", why.text);
	} else if (prefix_list_contains(range, &a)) {
		user_add_addr(u, &a);
	}
}

struct taking_nodes {
	const struct prefix_list *range; /* of the exchange's addresses */
	const char *issuer;
	struct roster *to;
};

/*
 * Before 0.24 a user has neither e-mail nor providerId.  Only who runs that
 * Headscale can give a name that is an address: it replaces the "@" of a
 * token's.  From 0.24 on users may choose their names.
 */
static bool
email_of(const struct document *doc, const struct jvalue *user,
    struct jvalue *email)
{
	if (json_object_get(user->json, "email") != NULL)
		return jvalue_member(doc, user, "email", J_STRING, true, email);
	if (json_object_get(user->json, "providerId") != NULL)
		return true;
	if (!jvalue_member(doc, user, "name", J_STRING, false, email))
		return false;
	if (strchr(json_string_value(email->json), '@') == NULL)
		email->json = NULL;
	return true;
}

/* Finds the node's user.  False: the shape is another. */
static bool
node_user(const struct document *doc, const struct jvalue *node,
    const struct taking_nodes *t, struct user **u)
{
	struct jvalue user, email = { .json = NULL }, id;
	struct slice address = { "", 0 };
	char hash[USER_HASH_TEXT] = "";

	/* A machine with tags only belongs to nobody. */
	if (!jvalue_member(doc, node, "user", J_OBJECT, true, &user) ||
	    (user.json != NULL && !email_of(doc, &user, &email)))
		return false;
	if (email.json != NULL)
		address = jvalue_string(&email);
	id = (struct jvalue){ &user, "providerId", 0,
		json_object_get(user.json, "providerId") };
	if (t->issuer != NULL && json_string_length(id.json) > 0 &&
	    !provider_id_hash(hash, jvalue_string(&id), t->issuer)) {
		jvalue_say(doc, &id, DIAG_REFUSED, NULL,
		    "another issuer's "
		    "(expected that of the site file; the machine is "
		    "nobody's)");
		address.n = 0;
	}
	*u = roster_user(t->to, address, hash[0] != '\0' ? hash : NULL);
	return true;
}

static bool
take_node(const struct document *doc, const struct jvalue *node, void *ctx)
{
	const struct taking_nodes *t = ctx;
	struct jvalue addrs, addr;
	struct user *u;
	bool ok = true;

	if (!node_user(doc, node, t, &u))
		return false;
	u->nodes++;
	if (!jvalue_member(doc, node, "ipAddresses", J_ARRAY, false, &addrs)) {
		user_refuse(u, "address", "not a list");
		return false;
	}
	for (size_t i = 0; i < jvalue_items(&addrs); i++) {
		if (jvalue_item(doc, &addrs, i, J_STRING, &addr)) {
			take_addr(doc, &addr, t->range, u);
		} else {
			user_refuse(u, "address", "not a text");
			ok = false;
		}
	}
	return ok;
}

/* Up to 0.22 the nodes are "machines". */
static const char *
name_of_nodes(struct slice body)
{
	static const char nodes[] = "\"nodes\"", machines[] = "\"machines\"";

	return memmem(body.p, body.n, nodes, strlen(nodes)) == NULL &&
		memmem(body.p, body.n, machines, strlen(machines)) != NULL ?
	    "machines" :
	    "nodes";
}

bool
headscale_read(const struct document *doc, struct slice body,
    const struct prefix_list *range, const char *issuer, struct roster *to)
{
	struct taking_nodes t = { range, issuer, to };
	struct items_count count;
	bool ok = items_each(doc, body, name_of_nodes(body), take_node, &t,
	    &count);

	to->left_out += count.bad;
	return ok;
}
