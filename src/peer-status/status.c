/* A status: the answers of BIRD and wg(8). */
#include "peer-status/status.h"

#include <stdlib.h>

const struct tunnel *
status_tunnel(const struct status *s, const struct protocol *p)
{
	const char *interface = protocol_interface(p);

	return s->has_tunnels && interface[0] != '\0' ?
	    tunnels_find(&s->tunnels, interface) :
	    NULL;
}

struct count
status_sum(const struct protocol *p, size_t offset)
{
	struct count sum = { 0 };

	for (size_t i = 0; i < p->nchannel; i++) {
		const struct count *c =
		    (const void *)((const char *)&p->channel[i] + offset);

		if (c->has) {
			sum.has = true;
			sum.n += c->n;
		}
	}
	return sum;
}

struct count
status_unkept(const struct protocol *p)
{
	struct count sum = { 0 };

	for (size_t i = 0; i < p->nchannel; i++) {
		const struct channel *c = &p->channel[i];

		if (!c->filtered.has && c->rejections.has &&
		    c->rejections.n > 0) {
			sum.has = true;
			sum.n += c->rejections.n;
		}
	}
	return sum;
}

void
status_free(struct status *s)
{
	free(s->version);
	free(s->router_id);
	protocols_free(&s->protocols);
	tunnels_free(&s->tunnels);
	announcements_free(&s->announcements);
	request_states_free(&s->requests);
	*s = (struct status){ 0 };
}
