/* PeeringDB's answer about networks: {"data": [{"asn": ..., ...}]}. */
#include "peeringdb-parse/peeringdb-net.h"

#include <inttypes.h>
#include <string.h>

#include "base/asn.h"
#include "base/json-items.h"
#include "base/mem.h"
#include "base/name.h"

static const char *const counts[] = { "info_prefixes4", "info_prefixes6" };

/* Returns NET's name for messages. */
static const char *
net_name(char text[static ASN_TEXT], const struct net *net)
{
	return asn_print(text, net->asn);
}

static void
refuse(const struct document *doc, const struct jvalue *v,
    const struct net *net, const char *text)
{
	char name[ASN_TEXT];

	jvalue_say(doc, v, DIAG_REFUSED, net_name(name, net), text);
}

/* The member KEY, with the type TYPE or null.  False if it is missing, or of
 * another type, which has been reported: it is left out. */
static bool
member(const struct document *doc, const struct jvalue *item, const char *key,
    json_type type, const struct net *net, struct jvalue *to)
{
	*to = (struct jvalue){ item, key, 0, json_object_get(item->json, key) };
	if (to->json == NULL || json_is_null(to->json))
		return false;
	if (json_typeof(to->json) == type)
		return true;
	refuse(doc, to, net,
	    type == JSON_STRING ? "expected a string, or "
				  "null" :
				  "expected an integer, or null");
	return false;
}

/* Adds a set.  Both SOURCE::AS-NAME and AS-NAME@SOURCE are in use. */
static void
add_set(const struct document *doc, const struct jvalue *v, struct net *net,
    const char *s, size_t n)
{
	const char *at = memchr(s, '@', n);
	struct text_list *list = &net->as_sets;
	struct buf name = { 0 };
	struct why why;

	if (at != NULL) {
		buf_add(&name, at + 1, n - (size_t)(at + 1 - s));
		buf_str(&name, "::");
		buf_add(&name, s, (size_t)(at - s));
	} else {
		buf_add(&name, s, n);
	}
	for (size_t i = 0; i < name.len; i++)
		if (name.data[i] >= 'a' && name.data[i] <= 'z')
			name.data[i] = (char)(name.data[i] - 'a' + 'A');
	if (irr_set_check(buf_cstr(&name), name.len, &why)) {
		list->v = mem_resize(list->v, list->n + 1, sizeof *list->v);
		list->v[list->n++] = mem_strdup(buf_cstr(&name));
	} else {
		refuse(doc, v, net, why.text);
	}
	buf_free(&name);
}

/* Spaces and commas separate the names of several sets. */
static void
take_sets(const struct document *doc, const struct jvalue *item,
    struct net *net)
{
	struct jvalue v;
	const char *s;

	if (!member(doc, item, "irr_as_set", JSON_STRING, net, &v))
		return;
	for (s = json_string_value(v.json); *s != '\0';) {
		size_t n = strcspn(s, " ,;\t\r\n");

		if (n > 0)
			add_set(doc, &v, net, s, n);
		s += n + (s[n] != '\0');
	}
}

/* 0 is what PeeringDB has of a network that has not said a number. */
static void
take_counts(const struct document *doc, const struct jvalue *item,
    struct net *net)
{
	for (size_t i = 0; i < 2; i++) {
		struct jvalue v;
		json_int_t n;

		if (!member(doc, item, counts[i], JSON_INTEGER, net, &v))
			continue;
		n = json_integer_value(v.json);
		if (n >= 0 && n <= NET_PREFIXES_MOST)
			net->prefixes[i] = (uint32_t)n;
		else
			refuse(doc, &v, net,
			    "out of range (expected 0 .. "
			    "10000000)");
	}
}

static bool
take_net(const struct document *doc, const struct jvalue *item, void *ctx)
{
	struct nets *nets = ctx;
	struct net *net;
	struct jvalue asn;
	json_int_t number;

	asn = (struct jvalue){ item, "asn", 0,
		json_object_get(item->json, "asn") };
	number = json_is_integer(asn.json) ? json_integer_value(asn.json) : 0;
	if (number < 1 || number > (json_int_t)UINT32_MAX) {
		jvalue_say(doc, &asn, DIAG_REFUSED, NULL,
		    "no AS number "
		    "(expected an integer, 1 .. 4294967295)");
		return false;
	}
	nets->v = mem_grow(nets->v, nets->n, &nets->cap, sizeof *nets->v);
	net = &nets->v[nets->n++];
	*net = (struct net){ .asn = (uint32_t)number };
	take_sets(doc, item, net);
	take_counts(doc, item, net);
	return true;
}

bool
peeringdb_nets(const struct document *doc, struct slice body, struct nets *nets)
{
	const size_t before = nets->n;
	const struct place place = { doc->source, 0 };
	struct items_count count;

	if (!items_each(doc, body, "data", take_net, nets, &count))
		return false;
	if (nets->n > before)
		return true;
	diag_say(doc->diag, DIAG_ERROR, &place, "data",
	    "no network in it "
	    "(expected one; does PeeringDB know these AS numbers?)");
	return false;
}
