/* A participant's own VPN: where the exchange's servers are. */
#include "participant-parse/tailscale.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "site/site.h"

static bool
take_addr(const struct document *doc, const struct jvalue *v,
    const struct prefix_list *range, struct addr_list *to)
{
	struct slice text = jvalue_string(v);
	struct addr a;
	struct why why;

	if (!addr_parse(text.p, text.n, &a, &why)) {
		jvalue_say(doc, v, DIAG_ERROR, NULL, why.text);
		return false;
	}
	if (range->n == 0 || prefix_list_contains(range, &a)) {
		to->v = mem_grow(to->v, to->n, &to->cap, sizeof a);
		to->v[to->n++] = a;
	}
	return true;
}

static bool
take_peer(const struct document *doc, const struct jvalue *peer,
    const char *prefix, const struct prefix_list *range,
    struct addr_list *to)
{
	struct jvalue host, addrs, addr;
	struct slice name;

	if (!jvalue_member(doc, peer, "HostName", J_STRING, false, &host))
		return false;
	name = jvalue_string(&host);
	if (name.n < strlen(prefix) ||
	    strncasecmp(name.p, prefix, strlen(prefix)) != 0)
		return true;
	/* A peer that never had an address has null there. */
	if (!jvalue_member(doc, peer, "TailscaleIPs", J_ARRAY, true, &addrs))
		return false;
	for (size_t i = 0; i < jvalue_items(&addrs); i++)
		if (!jvalue_item(doc, &addrs, i, J_STRING, &addr) ||
		    !take_addr(doc, &addr, range, to))
			return false;
	return true;
}

static bool
take_peers(const struct document *doc, json_t *root, const char *prefix,
    const struct prefix_list *range, struct addr_list *to)
{
	struct jvalue top = { .json = root }, peers, peer;
	const char *key;
	json_t *value;

	if (!jvalue_member(doc, &top, "Peer", J_OBJECT, true, &peers))
		return false;
	json_object_foreach(json_object_get(root, "Peer"), key, value) {
		if (!jvalue_member(doc, &peers, key, J_OBJECT, false, &peer) ||
		    !take_peer(doc, &peer, prefix, range, to))
			return false;
	}
	return true;
}

bool
tailscale_read(const struct document *doc, struct slice body,
    const char *prefix, const struct prefix_list *range,
    struct addr_list *to)
{
	json_t *root = document_parse(doc, body);
	bool ok = root != NULL && take_peers(doc, root, prefix, range, to);

	json_decref(root);
	return ok;
}
