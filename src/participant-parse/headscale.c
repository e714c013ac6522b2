/* Headscale's nodes: the machines of the VPN, and their users. */
#include "participant-parse/headscale.h"

#include "base/json-items.h"
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

/* The roster for the nodes, and the range of their addresses. */
struct taking_nodes {
	const struct prefix_list *range;
	struct roster *to;
};

static bool
take_node(const struct document *doc, const struct jvalue *node, void *ctx)
{
	const struct taking_nodes *t = ctx;
	struct jvalue user, email = { .json = NULL }, addrs, addr;
	struct user *u;

	/* A machine with tags only belongs to nobody. */
	if (!jvalue_member(doc, node, "user", J_OBJECT, true, &user) ||
	    (user.json != NULL &&
	    !jvalue_member(doc, &user, "email", J_STRING, true, &email)) ||
	    !jvalue_member(doc, node, "ipAddresses", J_ARRAY, false, &addrs))
		return false;
	u = roster_user(t->to, email.json != NULL ? jvalue_string(&email) :
	    (struct slice){ "", 0 });
	u->nodes++;
	for (size_t i = 0; i < jvalue_items(&addrs); i++) {
		if (!jvalue_item(doc, &addrs, i, J_STRING, &addr))
			return false;
		take_addr(doc, &addr, t->range, u);
	}
	return true;
}

bool
headscale_read(const struct document *doc, struct slice body,
    const struct prefix_list *range, struct roster *to)
{
	struct taking_nodes t = { range, to };

	return items_each(doc, body, "nodes", take_node, &t);
}
