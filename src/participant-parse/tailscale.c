/* A participant's own VPN: the addresses of the exchange's servers. */
#include "participant-parse/tailscale.h"

#include <stdio.h>
#include <string.h>

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

/*
 * Does PEER have the tag WHO?  Only the controller assigns tags: a machine can
 * request a tag, and gets it if the controller agrees.
 */
static bool
has_tag(const struct document *doc, const struct jvalue *peer, const char *who,
    bool *found)
{
	struct jvalue tags, tag;

	if (json_object_get(peer->json, "Tags") == NULL)
		return true;
	if (!jvalue_member(doc, peer, "Tags", J_ARRAY, true, &tags))
		return false;
	for (size_t i = 0; i < jvalue_items(&tags); i++) {
		if (!jvalue_item(doc, &tags, i, J_STRING, &tag))
			return false;
		*found |= slice_is(jvalue_string(&tag), who);
	}
	return true;
}

/* Does PEER belong to the user whose login name is WHO? */
static bool
has_login(const struct document *doc, const struct jvalue *peer,
    const struct jvalue *users, const char *who, bool *found)
{
	struct jvalue id, user, login;
	char key[24];

	if (json_object_get(peer->json, "UserID") == NULL)
		return true;
	if (!jvalue_member(doc, peer, "UserID", J_NUMBER, false, &id))
		return false;
	snprintf(key, sizeof key, "%" JSON_INTEGER_FORMAT,
	    json_integer_value(id.json));
	if (json_object_get(users->json, key) == NULL)
		return true;
	if (!jvalue_member(doc, users, key, J_OBJECT, false, &user) ||
	    !jvalue_member(doc, &user, "LoginName", J_STRING, false, &login))
		return false;
	*found = slice_is(jvalue_string(&login), who);
	return true;
}

static bool
take_peer(const struct document *doc, const struct jvalue *peer,
    const struct jvalue *users, const char *who,
    const struct prefix_list *range, struct addr_list *to)
{
	struct jvalue addrs, addr;
	bool found = false;

	if (!(tailscale_is_tag(who) ? has_tag(doc, peer, who, &found) :
				      has_login(doc, peer, users, who, &found)))
		return false;
	if (!found)
		return true;
	/* The list is null for a peer that never had an address. */
	if (!jvalue_member(doc, peer, "TailscaleIPs", J_ARRAY, true, &addrs))
		return false;
	for (size_t i = 0; i < jvalue_items(&addrs); i++)
		if (!jvalue_item(doc, &addrs, i, J_STRING, &addr) ||
		    !take_addr(doc, &addr, range, to))
			return false;
	return true;
}

static bool
take_peers(const struct document *doc, json_t *root, const char *who,
    const struct prefix_list *range, struct addr_list *to)
{
	struct jvalue top = { .json = root }, peers, peer;
	struct jvalue users = { .up = &top,
		.key = "User",
		.json = json_object_get(root, "User") };
	const char *key;
	json_t *value;

	if (!jvalue_member(doc, &top, "Peer", J_OBJECT, true, &peers))
		return false;
	json_object_foreach(json_object_get(root, "Peer"), key, value)
	{
		if (!jvalue_member(doc, &peers, key, J_OBJECT, false, &peer) ||
		    !take_peer(doc, &peer, &users, who, range, to))
			return false;
	}
	return true;
}

bool
tailscale_is_tag(const char *who)
{
	return strncmp(who, "tag:", 4) == 0;
}

bool
tailscale_read(const struct document *doc, struct slice body, const char *who,
    const struct prefix_list *range, struct addr_list *to)
{
	json_t *root = document_parse(doc, body);
	bool ok = root != NULL && take_peers(doc, root, who, range, to);

	json_decref(root);
	return ok;
}
