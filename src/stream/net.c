/* A net: a network as PeeringDB describes it. */
#include "stream/net.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "base/name.h"
#include "base/number.h"
#include "base/print.h"
#include "base/sort.h"

static const char *const counts[] = { "prefixes4", "prefixes6" };

static bool
take_as_set(struct net *net, struct slice value, struct why *why)
{
	struct text_list *list = &net->as_sets;

	if (!irr_set_check(value.p, value.n, why))
		return false;
	list->v = mem_resize(list->v, list->n + 1, sizeof *list->v);
	list->v[list->n++] = mem_strndup(value.p, value.n);
	return true;
}

static bool
take_field(struct net *net, struct slice name, struct slice value,
    struct why *why)
{
	uint64_t number;

	if (slice_is(name, "as-set"))
		return take_as_set(net, value, why);
	for (size_t i = 0; i < 2; i++) {
		if (!slice_is(name, counts[i]))
			continue;
		if (!number_parse(value.p, value.n, 1, NET_PREFIXES_MOST,
			&number, why))
			return false;
		net->prefixes[i] = (uint32_t)number;
	}
	return true;
}

bool
nets_take(struct nets *nets, const struct taking *t)
{
	const struct record *rec = t->record;
	struct net *net;
	struct why why;

	nets->v = mem_grow(nets->v, nets->n, &nets->cap, sizeof *nets->v);
	net = &nets->v[nets->n++];
	*net = (struct net){ 0 };
	if (!asn_parse(rec->key.p, rec->key.n, &net->asn, &why))
		return field_refuse(t, "net", why.text);
	for (size_t i = 0; i < rec->n; i++) {
		char name[32];

		if (take_field(net, rec->name[i], rec->value[i], &why))
			continue;
		print_text(name, sizeof name, "%.*s", (int)rec->name[i].n,
		    rec->name[i].p);
		return field_refuse(t, name, why.text);
	}
	return true;
}

bool
nets_sort(struct nets *nets, struct diag *diag)
{
	sort_all(nets->v, nets->n, sizeof *nets->v, sort_by_number);
	for (size_t i = 1; i < nets->n; i++) {
		if (nets->v[i].asn != nets->v[i - 1].asn)
			continue;
		diag_say(diag, DIAG_ERROR, NULL, "net",
		    "AS%" PRIu32 " is "
		    "there twice (expected one record of it)",
		    nets->v[i].asn);
		return false;
	}
	return true;
}

const struct net *
nets_find(const struct nets *nets, uint32_t asn)
{
	return sort_find(nets->v, nets->n, sizeof *nets->v, &asn,
	    sort_by_number);
}

void
nets_free(struct nets *nets)
{
	for (size_t i = 0; i < nets->n; i++)
		net_free(&nets->v[i]);
	free(nets->v);
	*nets = (struct nets){ 0 };
}

void
net_put(struct buf *line, const struct net *net)
{
	char key[ASN_TEXT], count[12];

	asn_print(key, net->asn);
	record_start(line, "net", strlen("net"), key, strlen(key));
	for (size_t i = 0; i < net->as_sets.n; i++)
		record_field_str(line, "as-set", net->as_sets.v[i]);
	for (size_t i = 0; i < 2; i++) {
		if (net->prefixes[i] == 0)
			continue;
		print_text(count, sizeof count, "%u",
		    (unsigned)net->prefixes[i]);
		record_field_str(line, counts[i], count);
	}
	record_finish(line);
}

void
net_free(struct net *net)
{
	for (size_t i = 0; i < net->as_sets.n; i++)
		free(net->as_sets.v[i]);
	free(net->as_sets.v);
	*net = (struct net){ 0 };
}
