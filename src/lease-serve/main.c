/* lease-serve: the HTTP face of an exchange's leases. */
#include <jansson.h>
#include <signal.h>
#include <sys/resource.h>

#include "base/hash.h"
#include "base/wall.h"
#include "lease-serve/gateway-loop.h"
#include "lease-serve/options.h"
#include "lease-serve/route-table.h"
#include "site/site-read.h"

#define OTHER_FILES 64 /* besides connections */

/* Allows as many descriptors as there may be connections. */
static bool
allow_connections(const struct site *site, struct diag *diag)
{
	rlim_t wanted = site->leases.api.max_connections + OTHER_FILES;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
		return true;
	limit.rlim_cur = wanted;
	if (wanted <= limit.rlim_max && setrlimit(RLIMIT_NOFILE, &limit) == 0)
		return true;
	return site_refuse(site,
	    site->leases.api.line[LEASE_API_MAX_CONNECTIONS], "max-connections",
	    "more than the limit of open files allows "
	    "(expected less, or LimitNOFILE= of systemd)",
	    diag);
}

static bool
has_api(const struct site *site, struct diag *diag)
{
	return site->leases.line[LEASES_API] != 0 ||
	    site_refuse(site, site->line[SITE_LEASES], "leases.api",
		"missing (expected who issues tokens)", diag);
}

/* A hook may write anywhere: what it needs only the operator knows. */
static void
wall_in_gateway(const struct site *site, struct diag *diag)
{
	const struct site_leases *leases = &site->leases;
	struct wall_paths paths = { 0 };

	if (!leases_in_postgresql(leases))
		wall_path_add(&paths, leases->store, WALL_PATH_WRITE);
	wall_path_add(&paths, leases->api.socket, WALL_PATH_REPLACE);
	/* SQLite's, for much data. */
	wall_path_add(&paths, "/var/tmp", WALL_PATH_WRITE);
	wall_path_add(&paths, "/tmp", WALL_PATH_WRITE);
	json_object_seed(0); /* opens /dev/urandom */
	if (leases->roa_hook == NULL) {
		wall_in("lease-serve", &paths, diag);
	} else {
		wall_path_add(&paths, "/", WALL_PATH_WRITE);
		wall_in("lease-serve HOOK", &paths, diag);
	}
}

int
main(int argc, char **argv)
{
	struct options o;
	struct diag diag;
	int status = options_read(&o, &diag, argc, argv);
	struct gateway gateway;
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	status = 2;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	/* A caller that goes away is no reason to die. */
	signal(SIGPIPE, SIG_IGN);
	if (has_api(site, &diag) && allow_connections(site, &diag)) {
		wall_in_gateway(site, &diag);
		if (gateway_open(&gateway, site, &route_table, &diag) &&
		    gateway_loop(&gateway))
			status = 0;
		gateway_close(&gateway);
	}
	site_free(site);
	return status;
}
