/*
 * Fuzz target: the JSON of an exchange.  The input is two documents with a
 * newline between them, Headscale's nodes and the gateway's mappings.  Who
 * passes has what the exchange allows, and nothing that another one has.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/json-items.h"
#include "participant-parse/gateway.h"
#include "participant-parse/headscale.h"
#include "participant-parse/participant-judge.h"
#include "participant-parse/tailscale.h"
#include "stream/record.h"

static struct prefix
prefix(const char *text)
{
	struct prefix p;
	struct why why;

	FUZZ_CHECK(prefix_parse(text, strlen(text), &p, &why));
	return p;
}

/* No prefix of one lies in one of the other's. */
static void
apart(const struct user *a, const struct user *b)
{
	FUZZ_CHECK(a->asns.v[0] < b->asns.v[0]);
	for (size_t i = 0; i < a->addrs.n; i++)
		for (size_t j = 0; j < b->addrs.n; j++)
			FUZZ_CHECK(
			    addr_cmp(&a->addrs.v[i], &b->addrs.v[j]) != 0);
	for (size_t i = 0; i < a->prefixes.n; i++)
		for (size_t j = 0; j < b->prefixes.n; j++)
			FUZZ_CHECK(!prefix_contains(&a->prefixes.v[i],
				       &b->prefixes.v[j]) &&
			    !prefix_contains(&b->prefixes.v[j],
				&a->prefixes.v[i]));
}

static void
allowed(const struct user *u, const struct site *site)
{
	FUZZ_CHECK(u->asns.n == 1 && u->addrs.n > 0 && u->email_len > 0);
	for (size_t i = 0; i < u->addrs.n; i++)
		FUZZ_CHECK(
		    prefix_list_contains(&site->ixp.range, &u->addrs.v[i]));
	for (size_t i = 0; i < u->prefixes.n; i++)
		FUZZ_CHECK(
		    prefix_list_covers(&site->ixp.pool, &u->prefixes.v[i]));
}

/* What is written is one record, and the reader takes it as it was. */
static void
one_record(struct user *u)
{
	struct participant p = user_participant(u);
	struct participants again = { 0 };
	struct record r = { 0 };
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct place place = { "fuzz", 1 };
	struct buf text = { 0 };
	struct slice line;
	struct why why;

	participant_put(&text, &p);
	FUZZ_CHECK(text.len > 0 && text.data[text.len - 1] == '\n');
	line = (struct slice){ text.data, text.len - 1 };
	FUZZ_CHECK(record_check(line, &why) &&
	    slice_is(record_class(line), "participant"));
	record_parse(&r, line);
	FUZZ_CHECK(participants_take(&again,
	    &(struct taking){ line, &r, &place, &diag }));
	FUZZ_CHECK(again.n == 1 && again.v[0].asn == p.asn &&
	    again.v[0].address.n == p.address.n &&
	    again.v[0].prefix.n == p.prefix.n);
	participants_free(&again);
	record_free(&r);
	buf_free(&text);
}

static void
conclude(struct roster *roster, const struct site *site, struct diag *diag)
{
	struct user **passed;
	struct tally t = judge(roster, site, &passed, diag);

	for (size_t i = 0; i < t.passed; i++) {
		allowed(passed[i], site);
		for (size_t j = i + 1; j < t.passed && j < i + 32; j++)
			apart(passed[i], passed[j]);
		one_record(passed[i]);
	}
	free(passed);
}

static bool
any_item(const struct document *doc, const struct jvalue *item, void *ctx)
{
	(void)doc;
	(void)item;
	(void)ctx;
	return true;
}

/* Read one by one or as a whole, the document has the same items. */
static void
same_verdict(const struct document *doc, struct slice body)
{
	struct items_count count;
	bool taken = items_each(doc, body, "nodes", any_item, NULL, &count);
	json_t *root = document_parse(doc, body);

	if (root != NULL && taken)
		FUZZ_CHECK(
		    json_array_size(json_object_get(root, "nodes")) == count.n);
	/* One by one it is not seen that a member to ignore is there twice. */
	if (root == NULL && taken)
		root = json_loadb(body.p, body.n, 0, &(json_error_t){ 0 });
	FUZZ_CHECK(!taken || root != NULL || count.bad > 0);
	json_decref(root);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct document doc = { "fuzz", &diag };
	struct prefix range = prefix("100.64.0.0/10");
	struct prefix pool = prefix("2001:db8::/32");
	struct site site = { .network.asn = 64511,
		.ixp = { .range = { &range, 1 }, .pool = { &pool, 1 } } };
	const uint8_t *nl = size > 0 ? memchr(data, '\n', size) : NULL;
	size_t head = nl != NULL ? (size_t)(nl - data) : size;
	size_t tail = nl != NULL ? size - head - 1 : 0;
	struct roster roster = { 0 };
	struct addr_list servers = { 0 };
	struct slice nodes = { (const char *)data, head };
	struct slice mappings = { (const char *)data + size - tail, tail };

	if (!ready) {
		FUZZ_CHECK(hash_init());
		/* Else two runs of one input would differ. */
		json_object_seed(1);
		ready = true;
	}
	same_verdict(&doc, nodes);
	tailscale_read(&doc, nodes, "tag:ixp", &site.ixp.range, &servers);
	if (headscale_read(&doc, nodes, &site.ixp.range, "https://a",
		&roster) &&
	    gateway_read(&doc, mappings, true, &roster))
		conclude(&roster, &site, &diag);
	roster_free(&roster);
	free(servers.v);
	return 0;
}
