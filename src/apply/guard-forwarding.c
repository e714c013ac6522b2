/* A guard: does Linux forward packets, and accept packets that arrive on
 * another interface than the reply would use? */
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apply/guard.h"

/* The number in a file of /proc/sys; 0 if there is no such file. */
static int
sysctl_value(const char *path)
{
	FILE *f = fopen(path, "re");
	int c = '0';

	if (f != NULL) {
		c = fgetc(f);
		fclose(f);
	}
	return c >= '0' && c <= '9' ? c - '0' : 0;
}

/* The kernel uses the larger of an interface's value and that of "all". */
static void
guard_rp_filter(const struct job *job)
{
	static const char all[] = "/proc/sys/net/ipv4/conf/all/rp_filter";
	struct if_nameindex *list = if_nameindex();
	const int least = sysctl_value(all);
	char path[sizeof all + IF_NAMESIZE];

	for (size_t i = 0; list != NULL && list[i].if_name != NULL; i++) {
		int own;

		snprintf(path, sizeof path,
		    "/proc/sys/net/ipv4/conf/%.15s/rp_filter", list[i].if_name);
		own = sysctl_value(path);
		if (strcmp(list[i].if_name, "lo") == 0 ||
		    (own > least ? own : least) != 1)
			continue;
		diag_say(job->diag, DIAG_WARNING, NULL, list[i].if_name,
		    "rp_filter is 1: Linux drops packets that come by another "
		    "way than its own go (expected 0 or 2; birdfeed doctor)");
		break; /* usually all are the same */
	}
	if (list != NULL)
		if_freenameindex(list);
}

/* Do packets of others go through this router? */
static bool
carries(const struct job *job)
{
	return job->router->kernel.own_table ||
	    job->router->line[ROUTER_WIREGUARD] != 0;
}

void
guard_forwarding(const struct job *job)
{
	static const char *const forwarding[] = {
		"/proc/sys/net/ipv4/ip_forward",
		"/proc/sys/net/ipv6/conf/all/forwarding",
	};

	if (job->install_only || !carries(job))
		return;
	for (size_t i = 0; i < 2; i++)
		if (access(forwarding[i], R_OK) == 0 &&
		    sysctl_value(forwarding[i]) == 0)
			diag_say(job->diag, DIAG_WARNING, NULL, NULL,
			    "%s is 0: this host forwards nothing "
			    "(birdfeed doctor)",
			    forwarding[i]);
	guard_rp_filter(job);
}
