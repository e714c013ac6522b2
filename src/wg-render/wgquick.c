/* The wg-quick(8) format. */
#include "wg-render/wgquick.h"

#include <inttypes.h>

#include "base/out.h"
#include "base/print.h"

static void
address(FILE *f, const struct addr_pair *pair)
{
	char local[ADDR_TEXT], peer[ADDR_TEXT];
	unsigned bits = addr_bits(&pair->local);

	out_printf(f, "PostUp = ip addr add dev %%i %s/%u peer %s/%u\n",
	    addr_print(local, &pair->local), bits,
	    addr_print(peer, &pair->peer), bits);
}

static void
interface(FILE *f, const struct tunnel *t)
{
	char key[WGKEY_TEXT];

	fputs("[Interface]\n", f);
	if (t->listen_port != 0) {
		tunnel_because(f, t, LINE_LISTEN_PORT);
		out_printf(f, "ListenPort = %" PRIu32 "\n", t->listen_port);
	}
	tunnel_because(f, t, LINE_PRIVATE_KEY);
	out_printf(f, "PostUp = wg set %%i private-key %s\n",
	    t->private_key_file);
	if (t->psk_file != NULL) {
		tunnel_because(f, t, LINE_PSK);
		out_printf(f, "PostUp = wg set %%i peer %s preshared-key %s\n",
		    wgkey_print(key, t->peer_key), t->psk_file);
	}
	for (size_t i = 0; i < t->naddr; i++) {
		tunnel_because_addr(f, t, i);
		address(f, &t->addr[i]);
	}
	tunnel_because(f, t, LINE_MTU);
	out_printf(f, "MTU = %" PRIu32 "\nTable = off\n", t->mtu);
}

static void
peer(FILE *f, const struct tunnel *t)
{
	char key[WGKEY_TEXT], endpoint[ENDPOINT_TEXT];

	fputs("[Peer]\n", f);
	tunnel_because(f, t, LINE_PUBLIC_KEY);
	out_printf(f, "PublicKey = %s\n", wgkey_print(key, t->peer_key));
	tunnel_because(f, t, LINE_ALLOWED_IPS);
	fputs("AllowedIPs = ", f);
	tunnel_allowed_ips(f, t);
	putc('\n', f);
	if (t->has_endpoint) {
		tunnel_because(f, t, LINE_ENDPOINT);
		out_printf(f, "Endpoint = %s\n",
		    endpoint_print(endpoint, &t->endpoint));
	}
	tunnel_because(f, t, LINE_KEEPALIVE);
	/* Always print it: wg(8) keeps what the file does not name. */
	if (t->keepalive > 0)
		out_printf(f, "PersistentKeepalive = %" PRIu32 "\n",
		    t->keepalive);
	else
		fputs("PersistentKeepalive = off\n", f);
}

static void
text(FILE *f, const struct tunnel *t)
{
	tunnel_comment(f, t);
	interface(f, t);
	putc('\n', f);
	peer(f, t);
}

void
wgquick_files(struct fragout *out, const struct tunnel *t)
{
	char name[32];

	print_text(name, sizeof name, "%s.conf", t->interface);
	fragout_file(out, name, 0600);
	if (t->peer != NULL && t->peer->requested)
		fragout_member(out, "request", t->peer->name);
	fragout_depends(out, t->private_key_file);
	if (t->psk_file != NULL)
		fragout_depends(out, t->psk_file);
	text(out->f, t);
}

void
wgquick_paste(FILE *f, const struct tunnel *t)
{
	out_printf(f, "# Save it as /etc/wireguard/%s.conf, mode 0600.\n",
	    t->interface);
	text(f, t);
}
