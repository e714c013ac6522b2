/* Parses the output of "wg show all dump", see wg(8). */
#include "host/wgdump.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/number.h"

#define FIELDS 8 /* of a peer, after the interface's name */

struct slice
wgdump_line(struct slice *dump)
{
	return slice_cut(dump, '\n');
}

struct slice
wgdump_interface(struct slice line)
{
	return slice_cut(&line, '\t');
}

/* Reads a secret key.  It is zero if there is none or it was hidden. */
static void
take_secret(struct wgkey *key, struct slice text)
{
	struct why ignored;

	if (!wgkey_parse(text.p, text.n, key, &ignored))
		*key = (struct wgkey){ 0 };
	sodium_memzero(&ignored, sizeof ignored);
}

/* Reads an interface: private key, public key, listen port, fwmark. */
static bool
take_link(struct wgdump_row *row, const struct slice field[static FIELDS],
    struct why *why)
{
	uint64_t port;

	take_secret(&row->private_key, field[0]);
	if (!slice_is(field[1], "(none)") &&
	    !wgkey_parse(field[1].p, field[1].n, &row->key, why))
		return false;
	if (!number_parse(field[2].p, field[2].n, 0, UINT16_MAX, &port, why))
		return false;
	row->listen_port = (uint16_t)port;
	return true;
}

static bool
take_allowed(struct prefix_list *list, struct slice text, struct why *why)
{
	if (slice_is(text, "(none)"))
		return true;
	while (text.n > 0) {
		struct slice one = slice_cut(&text, ',');

		list->v = mem_resize(list->v, list->n + 1, sizeof *list->v);
		if (!prefix_parse(one.p, one.n, &list->v[list->n], why))
			return false;
		list->n++;
	}
	prefix_list_sort(list);
	return true;
}

/* Reads a peer: public key, preshared key, endpoint, allowed ips, latest
 * handshake, received, sent, keepalive. */
static bool
take_peer(struct wgdump_row *row, const struct slice field[static FIELDS],
    struct why *why)
{
	uint64_t keepalive = 0;

	row->is_peer = true;
	row->has_psk = !slice_is(field[1], "(none)");
	take_secret(&row->psk, field[1]);
	if (!slice_is(field[2], "(none)"))
		row->endpoint = field[2];
	if (!wgkey_parse(field[0].p, field[0].n, &row->key, why) ||
	    !take_allowed(&row->allowed_ips, field[3], why) ||
	    !number_parse(field[4].p, field[4].n, 0, INT64_MAX, &row->handshake,
		why) ||
	    !number_parse(field[5].p, field[5].n, 0, UINT64_MAX, &row->received,
		why) ||
	    !number_parse(field[6].p, field[6].n, 0, UINT64_MAX, &row->sent,
		why))
		return false;
	if (!slice_is(field[7], "off") &&
	    !number_parse(field[7].p, field[7].n, 1, UINT16_MAX, &keepalive,
		why))
		return false;
	row->keepalive = (uint32_t)keepalive;
	return true;
}

bool
wgdump_parse(struct wgdump_row *row, struct slice line, struct why *why)
{
	struct slice field[FIELDS];
	size_t n = 0;

	*row = (struct wgdump_row){ .interface = slice_cut(&line, '\t') };
	while (n < FIELDS && line.n > 0)
		field[n++] = slice_cut(&line, '\t');
	if (line.n == 0 && n == 4)
		return take_link(row, field, why);
	if (line.n == 0 && n == FIELDS)
		return take_peer(row, field, why);
	why_set(why,
	    "wg show all dump: a line with an unknown number of "
	    "fields");
	return false;
}

void
wgdump_row_free(struct wgdump_row *row)
{
	free(row->allowed_ips.v);
	sodium_memzero(row, sizeof *row);
}
