/* A status in the Prometheus text format, for node_exporter's textfile
 * collector.  An unknown number has no sample. */
#include <inttypes.h>
#include <string.h>

#include "peer-status/format.h"
#include "peer-status/text.h"

static void
head(FILE *f, const char *name, const char *type, const char *help)
{
	fprintf(f, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* Prints NAME{session="...",peer_asn="...", so that more labels can follow. */
static void
open_session(FILE *f, const char *name, const struct protocol *p)
{
	fprintf(f, "%s{session=\"", name);
	text_label(f, p->name);
	putc('"', f);
	if (p->neighbor_asn.has)
		fprintf(f, ",peer_asn=\"%" PRIu64 "\"", p->neighbor_asn.n);
}

/* A range only listens, so it is not a session that could be down. */
static bool
is_session(const struct protocol *p)
{
	return !p->is_range;
}

static void
up(FILE *f, const struct status *s)
{
	head(f, "birdfeed_session_up", "gauge",
	    "Whether the session is established.");
	for (size_t i = 0; i < s->protocols.n; i++) {
		const struct protocol *p = &s->protocols.v[i];

		if (!is_session(p))
			continue;
		open_session(f, "birdfeed_session_up", p);
		fprintf(f, "} %d\n", protocol_is_up(p));
	}
}

static void
since(FILE *f, const struct status *s)
{
	static const char name[] =
	    "birdfeed_session_state_change_timestamp_seconds";

	head(f, name, "gauge", "When the session came into its state.");
	for (size_t i = 0; i < s->protocols.n; i++) {
		const struct protocol *p = &s->protocols.v[i];

		if (!is_session(p) || !p->since_at.has)
			continue;
		open_session(f, name, p);
		fprintf(f, "} %" PRIu64 "\n", p->since_at.n);
	}
}

static void
channel_sample(FILE *f, const char *name, const struct protocol *p,
    const struct channel *c, const char *kind, const struct count *count)
{
	if (!count->has)
		return;
	open_session(f, name, p);
	fputs(",family=\"", f);
	text_label(f, c->name);
	if (kind != NULL)
		fprintf(f, "\",kind=\"%s", kind);
	fprintf(f, "\"} %" PRIu64 "\n", count->n);
}

static void
routes(FILE *f, const struct status *s)
{
	static const char name[] = "birdfeed_session_routes";

	head(f, name, "gauge",
	    "Routes of the session, by what became of them.");
	for (size_t i = 0; i < s->protocols.n; i++) {
		const struct protocol *p = &s->protocols.v[i];

		for (size_t j = 0; is_session(p) && j < p->nchannel; j++) {
			const struct channel *c = &p->channel[j];

			channel_sample(f, name, p, c, "received", &c->received);
			channel_sample(f, name, p, c, "accepted", &c->imported);
			channel_sample(f, name, p, c, "filtered", &c->filtered);
			channel_sample(f, name, p, c, "preferred",
			    &c->preferred);
			channel_sample(f, name, p, c, "exported", &c->exported);
		}
	}
}

static void
limits(FILE *f, const struct status *s)
{
	static const char name[] = "birdfeed_session_import_limit";
	static const char hit[] = "birdfeed_session_limit_reached";

	head(f, name, "gauge", "How many routes the session may have.");
	for (size_t i = 0; i < s->protocols.n; i++)
		for (size_t j = 0; j < s->protocols.v[i].nchannel; j++)
			if (is_session(&s->protocols.v[i]))
				channel_sample(f, name, &s->protocols.v[i],
				    &s->protocols.v[i].channel[j], NULL,
				    &s->protocols.v[i].channel[j].import_limit);
	head(f, hit, "gauge", "Whether a limit of the channel is reached.");
	for (size_t i = 0; i < s->protocols.n; i++)
		for (size_t j = 0; j < s->protocols.v[i].nchannel; j++) {
			const struct channel *c = &s->protocols.v[i].channel[j];
			struct count reached = { c->import_limit.has ||
				    c->receive_limit.has || c->export_limit.has,
				c->limit_hit };

			if (is_session(&s->protocols.v[i]))
				channel_sample(f, hit, &s->protocols.v[i], c,
				    NULL, &reached);
		}
}

/* Each network that has a session or should have one. */
static void
networks(FILE *f, const struct attendance *a)
{
	static const char name[] = "birdfeed_network_sessions_up";

	head(f, name, "gauge",
	    "Established sessions of a network, or of a "
	    "participant who should have one.");
	for (size_t i = 0; i < a->n; i++) {
		if (!a->v[i].asn.has || a->v[i].nth != 1)
			continue;
		fprintf(f, "%s{peer_asn=\"%" PRIu64 "\"} %zu\n", name,
		    a->v[i].asn.n, a->v[i].up);
	}
}

static const struct {
	const char *name;
	const char *type;
	const char *help;
	size_t offset; /* of a uint64_t in a tunnel */
} tunnel_metrics[] = {
	{ "birdfeed_tunnel_last_handshake_timestamp_seconds", "gauge",
	    "When the tunnel's last handshake was, 0 for never.",
	    offsetof(struct tunnel, handshake) },
	{ "birdfeed_tunnel_received_bytes_total", "counter",
	    "Bytes received through the tunnel.",
	    offsetof(struct tunnel, received) },
	{ "birdfeed_tunnel_sent_bytes_total", "counter",
	    "Bytes sent through the tunnel.", offsetof(struct tunnel, sent) },
};

static void
tunnels(FILE *f, const struct status *s)
{
	char key[WGKEY_TEXT];

	for (size_t i = 0; i < sizeof tunnel_metrics / sizeof *tunnel_metrics;
	     i++) {
		head(f, tunnel_metrics[i].name, tunnel_metrics[i].type,
		    tunnel_metrics[i].help);
		for (size_t j = 0; j < s->tunnels.n; j++) {
			const struct tunnel *t = &s->tunnels.v[j];
			uint64_t n;

			memcpy(&n, (const char *)t + tunnel_metrics[i].offset,
			    sizeof n);
			fprintf(f, "%s{interface=\"", tunnel_metrics[i].name);
			text_label(f, t->interface);
			fprintf(f, "\",public_key=\"%s\"} %" PRIu64 "\n",
			    wgkey_print(key, &t->key), n);
		}
	}
}

static void
announcements(FILE *f, const struct announcements *list)
{
	static const char name[] = "birdfeed_announcement_valid";
	char prefix[PREFIX_TEXT];

	if (list->n > 0)
		head(f, name, "gauge",
		    "Whether ROAs make our own prefix "
		    "valid.");
	for (size_t i = 0; i < list->n; i++) {
		const struct announcement *a = &list->v[i];

		fprintf(f,
		    "%s{prefix=\"%s\",origin_asn=\"%" PRIu32 "\","
		    "state=\"%s\"} %d\n",
		    name, prefix_print(prefix, &a->prefix), a->asn,
		    origin_state_name(a->verdict.state),
		    a->verdict.state == ORIGIN_VALID);
	}
}

bool
prometheus_print(FILE *f, const struct status *s, const struct page *page)
{
	head(f, "birdfeed_bird_up", "gauge",
	    "Whether BIRD answers on its control socket.");
	fprintf(f, "birdfeed_bird_up %d\n", s->bird_up);
	if (s->bird_up && s->version != NULL) {
		head(f, "birdfeed_bird_info", "gauge", "BIRD's version.");
		fputs("birdfeed_bird_info{version=\"", f);
		text_label(f, s->version);
		fputs("\"} 1\n", f);
	}
	if (s->bird_up) {
		up(f, s);
		since(f, s);
		routes(f, s);
		limits(f, s);
		networks(f, page->attendance);
	}
	announcements(f, &s->announcements);
	if (s->has_tunnels)
		tunnels(f, s);
	return true;
}
