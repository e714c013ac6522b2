/* The site file's self-service: limits for networks that request peering. */
#include "site/self-service.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/asn.h"

#define AT(member) offsetof(struct site_self_service, member)

static const char *const approvals[] = { "none", "create", NULL };

static const struct key self_service_keys[] = {
	[SELF_SERVICE_STORE] = { "store", VALUE_PATH, AT(store),
	    "/var/lib/birdfeed-peer/requests.db" },
	[SELF_SERVICE_RUN_DIR] = { "run-dir", VALUE_PATH, AT(run_dir),
	    "/run/birdfeed-peer" },
	[SELF_SERVICE_PSK_DIR] = { "psk-dir", VALUE_PATH, AT(psk_dir),
	    "/var/lib/birdfeed-peer/psk" },
	[SELF_SERVICE_APPROVAL] = { "approval", VALUE_WORD, AT(approval),
	    "none", .words = approvals },
	[SELF_SERVICE_PEERS_PER_AS] = { "peers-per-as", VALUE_NUMBER,
	    AT(peers_per_as), "1", 1, 100 },
	[SELF_SERVICE_CHANGES_PER_HOUR] = { "changes-per-hour", VALUE_NUMBER,
	    AT(changes_per_hour), "20", 1, 10000 },
	[SELF_SERVICE_QUARANTINE] = { "quarantine", VALUE_NUMBER,
	    AT(quarantine), "30", 0, 3650 },
	[SELF_SERVICE_BLOCKED] = { "blocked", VALUE_MNTNER, AT(blocked),
	    .list = true },
	[SELF_SERVICE_ADMINS] = { "admins", VALUE_MNTNER, AT(admins),
	    .list = true },
	[SELF_SERVICE_WELCOME] = { "welcome", VALUE_PATH, AT(welcome) },
	[SELF_SERVICE_PGP_KEYS] = { "pgp-keys", VALUE_PATH, AT(pgp_keys) },
	[SELF_SERVICE_MAINTENANCE] = { "maintenance", VALUE_BOOL,
	    AT(maintenance), "false" },
};
const struct schema self_service_schema = { "self-service", self_service_keys,
	SELF_SERVICE_KEYS, AT(line) };

bool
self_service_blocks(const struct site_self_service *s, uint32_t asn,
    const char *mntner)
{
	char text[ASN_TEXT];

	snprintf(text, sizeof text, "AS%" PRIu32, asn);
	for (size_t i = 0; i < s->blocked.n; i++)
		if (strcmp(s->blocked.v[i], text) == 0 ||
		    (mntner != NULL && strcmp(s->blocked.v[i], mntner) == 0))
			return true;
	return false;
}
