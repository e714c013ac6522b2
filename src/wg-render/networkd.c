/* The systemd-networkd(8) format. */
#include "wg-render/networkd.h"

#include <inttypes.h>

#include "base/out.h"
#include "base/print.h"

/*
 * networkd(8) uses the first .network file that matches, in the order of their
 * names.  Our names come before systemd's own, and a shell pattern can find
 * them.
 */
#define FILE_NAME "50-birdfeed-%s.%s"

static void
wireguard(FILE *f, const struct tunnel *t)
{
	fputs("[WireGuard]\n", f);
	tunnel_because(f, t, LINE_PRIVATE_KEY);
	out_printf(f, "PrivateKeyFile=%s\n", t->private_key_file);
	if (t->listen_port == 0)
		return;
	tunnel_because(f, t, LINE_LISTEN_PORT);
	out_printf(f, "ListenPort=%" PRIu32 "\n", t->listen_port);
}

static void
peer(FILE *f, const struct tunnel *t)
{
	char key[WGKEY_TEXT], endpoint[ENDPOINT_TEXT];

	fputs("[WireGuardPeer]\n", f);
	tunnel_because(f, t, LINE_PUBLIC_KEY);
	out_printf(f, "PublicKey=%s\n", wgkey_print(key, t->peer_key));
	if (t->psk_file != NULL) {
		tunnel_because(f, t, LINE_PSK);
		out_printf(f, "PresharedKeyFile=%s\n", t->psk_file);
	}
	tunnel_because(f, t, LINE_ALLOWED_IPS);
	fputs("AllowedIPs=", f);
	tunnel_allowed_ips(f, t);
	putc('\n', f);
	if (t->has_endpoint) {
		tunnel_because(f, t, LINE_ENDPOINT);
		out_printf(f, "Endpoint=%s\n",
		    endpoint_print(endpoint, &t->endpoint));
	}
	tunnel_because(f, t, LINE_KEEPALIVE);
	if (t->keepalive > 0)
		out_printf(f, "PersistentKeepalive=%" PRIu32 "\n",
		    t->keepalive);
	else
		fputs("PersistentKeepalive=off\n", f);
}

static void
netdev(FILE *f, const struct tunnel *t)
{
	tunnel_comment(f, t);
	fputs("[NetDev]\n", f);
	tunnel_because(f, t, LINE_INTERFACE);
	out_printf(f, "Name=%s\nKind=wireguard\n", t->interface);
	tunnel_because(f, t, LINE_MTU);
	out_printf(f, "MTUBytes=%" PRIu32 "\n\n", t->mtu);
	wireguard(f, t);
	putc('\n', f);
	peer(f, t);
}

/* Disables duplicate address detection: a tunnel has only two ends, and BGP
 * would have to wait for the detection. */
static void
address(FILE *f, const struct tunnel *t, size_t i)
{
	const struct addr_pair *pair = &t->addr[i];
	char local[ADDR_TEXT], theirs[ADDR_TEXT];
	unsigned bits = addr_bits(&pair->local);

	fputs("\n[Address]\n", f);
	tunnel_because_addr(f, t, i);
	out_printf(f, "Address=%s/%u\n", addr_print(local, &pair->local), bits);
	tunnel_because_addr(f, t, i);
	out_printf(f,
	    "Peer=%s/%u\n"
	    "DuplicateAddressDetection=none\n",
	    addr_print(theirs, &pair->peer), bits);
}

/* The interface gets only these addresses.  RequiredForOnline=no: a peer that
 * is down does not delay network-online.target. */
static void
network(FILE *f, const struct tunnel *t)
{
	tunnel_comment(f, t);
	fputs("[Match]\n", f);
	tunnel_because(f, t, LINE_INTERFACE);
	out_printf(f,
	    "Name=%s\n\n"
	    "[Link]\nRequiredForOnline=no\n\n"
	    "[Network]\nDHCP=no\nIPv6AcceptRA=no\nLinkLocalAddressing=no\n",
	    t->interface);
	if (t->vrf != NULL) {
		tunnel_because(f, t, LINE_VRF);
		out_printf(f, "VRF=%s\n", t->vrf);
	}
	for (size_t i = 0; i < t->naddr; i++)
		address(f, t, i);
}

void
networkd_files(struct fragout *out, const struct tunnel *t)
{
	char name[64];

	/* 0640, because networkd(8) does not run as root. */
	print_text(name, sizeof name, FILE_NAME, t->interface, "netdev");
	fragout_file(out, name, 0640);
	fragout_depends(out, t->private_key_file);
	if (t->psk_file != NULL)
		fragout_depends(out, t->psk_file);
	netdev(out->f, t);
	print_text(name, sizeof name, FILE_NAME, t->interface, "network");
	fragout_file(out, name, 0640);
	network(out->f, t);
}

static void
save_as(FILE *f, const char *interface, const char *suffix)
{
	out_printf(f,
	    "# Save as /etc/systemd/network/" FILE_NAME ",\n"
	    "# mode 0640, root:systemd-network:\n",
	    interface, suffix);
}

void
networkd_paste(FILE *f, const struct tunnel *t)
{
	save_as(f, t->interface, "netdev");
	netdev(f, t);
	putc('\n', f);
	save_as(f, t->interface, "network");
	network(f, t);
}
