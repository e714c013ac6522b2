/* The wg-quick(8) format. */
#include "wgquick.h"

#include <inttypes.h>
#include <string.h>

#include "out.h"

static void
comment(FILE *f, const struct tunnel *t)
{
	fprintf(f, "# %s: AS%" PRIu32 "\n", t->name, t->asn);
	if (t->description == NULL)
		return;
	fputs("# ", f);
	out_comment_text(f, t->description, strlen(t->description));
	putc('\n', f);
}

static void
address(FILE *f, const struct addr_pair *pair)
{
	char local[ADDR_TEXT], peer[ADDR_TEXT];
	unsigned bits = addr_bits(&pair->local);

	fprintf(f, "PostUp = ip addr add dev %%i %s/%u peer %s/%u\n",
	    addr_print(local, &pair->local), bits,
	    addr_print(peer, &pair->peer), bits);
}

static void
interface(FILE *f, const struct tunnel *t)
{
	char key[WGKEY_TEXT];

	fputs("[Interface]\n", f);
	if (t->listen_port != 0)
		fprintf(f, "ListenPort = %" PRIu32 "\n", t->listen_port);
	fprintf(f, "PostUp = wg set %%i private-key %s\n",
	    t->private_key_file);
	if (t->psk_file != NULL)
		fprintf(f, "PostUp = wg set %%i peer %s preshared-key %s\n",
		    wgkey_print(key, t->peer_key), t->psk_file);
	for (size_t i = 0; i < t->naddr; i++)
		address(f, &t->addr[i]);
	fprintf(f, "MTU = %" PRIu32 "\nTable = off\n", t->mtu);
}

/* The site's, and the other side's addresses where they lie elsewhere. */
static void
allowed_ips(FILE *f, const struct tunnel *t)
{
	const char *comma = " ";
	char text[PREFIX_TEXT];

	fputs("AllowedIPs =", f);
	for (size_t i = 0; i < t->allowed_ips->n; i++) {
		fprintf(f, "%s%s", comma,
		    prefix_print(text, &t->allowed_ips->v[i]));
		comma = ", ";
	}
	for (size_t i = 0; i < t->naddr; i++) {
		const struct addr *a = &t->addr[i].peer;
		struct prefix host = prefix_of(a, addr_bits(a));

		if (prefix_list_contains(t->allowed_ips, a))
			continue;
		fprintf(f, "%s%s", comma, prefix_print(text, &host));
		comma = ", ";
	}
	if (t->babel)
		fprintf(f, "%sff02::1:6/128", comma);	/* RFC 8966 */
	putc('\n', f);
}

static void
peer(FILE *f, const struct tunnel *t)
{
	char key[WGKEY_TEXT], endpoint[ENDPOINT_TEXT];

	fprintf(f, "[Peer]\nPublicKey = %s\n",
	    wgkey_print(key, t->peer_key));
	allowed_ips(f, t);
	if (t->has_endpoint)
		fprintf(f, "Endpoint = %s\n",
		    endpoint_print(endpoint, &t->endpoint));
	/* Never left out: wg(8) keeps what a file does not name. */
	if (t->keepalive > 0)
		fprintf(f, "PersistentKeepalive = %" PRIu32 "\n",
		    t->keepalive);
	else
		fputs("PersistentKeepalive = off\n", f);
}

void
wgquick_text(FILE *f, const struct tunnel *t)
{
	comment(f, t);
	interface(f, t);
	putc('\n', f);
	peer(f, t);
}

void
wgquick_files(struct fragout *out, const struct tunnel *t)
{
	char name[32];

	snprintf(name, sizeof name, "%s.conf", t->interface);
	fragout_file(out, name, 0600);
	fragout_depends(out, t->private_key_file);
	if (t->psk_file != NULL)
		fragout_depends(out, t->psk_file);
	wgquick_text(out->f, t);
}
