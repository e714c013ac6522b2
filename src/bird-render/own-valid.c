/* Checks that our own announcements are valid. */
#include "bird-render/own-valid.h"

#include <inttypes.h>

#include "stream/origin-validation.h"

static void
warn_prefix(const struct input *in, const struct prefix *p,
    const struct place *place, const char *key, struct diag *diag)
{
	const uint32_t asn = in->site->network.asn;
	struct origin_verdict verdict = origin_validate(in->vrps, in->nvrps, p,
	    asn);
	char prefix[PREFIX_TEXT], text[ORIGIN_TEXT], age[REVISION_AGE];

	if (in->nvrps > 0 && verdict.state != ORIGIN_VALID)
		diag_say(diag, DIAG_WARNING, place, key,
		    "%s of AS%" PRIu32 " is %s%s", prefix_print(prefix, p), asn,
		    origin_print(text, &verdict),
		    verdict.state == ORIGIN_NOT_FOUND &&
			    own_objects_no_route(&in->own, p) ?
			", and there is no route object" :
			"");
	else if (in->nvrps == 0 && own_objects_no_route(&in->own, p))
		diag_say(diag, DIAG_WARNING, place, key,
		    "%s has no route "
		    "object of AS%" PRIu32 " in the registry%s",
		    prefix_print(prefix, p), asn,
		    revision_age(age, &in->registry));
}

void
own_valid_warn(const struct input *in, struct diag *diag)
{
	const struct site_network *network = &in->site->network;
	const struct prefix_list *announce = &in->router->announce;
	struct place place = { in->site->file, network->line[NETWORK_ASN] };
	char age[REVISION_AGE];

	if (in->site->registry.kind == REGISTRY_DN42 &&
	    own_objects_no_aut_num(&in->own))
		diag_say(diag, DIAG_WARNING, &place, "asn",
		    "AS%" PRIu32 " has no aut-num in the registry%s",
		    network->asn, revision_age(age, &in->registry));
	place.line = network->line[NETWORK_PREFIXES];
	for (size_t i = 0; i < network->prefixes.n; i++)
		warn_prefix(in, &network->prefixes.v[i], &place, "prefixes",
		    diag);
	place.line = in->router->line[ROUTER_ANNOUNCE];
	for (size_t i = 0; i < announce->n; i++)
		warn_prefix(in, &announce->v[i], &place, "announce", diag);
}
