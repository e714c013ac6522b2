/* Comments at the end of a line, in the attributes that allow them. */
#include "rpsl/line-comment.h"

#include <stdlib.h>
#include <string.h>

/*
 * The attributes of RFC 2622, 2725, 2769 and 4012, and of RIPE's and ARIN's
 * registries; sorted.  Free text is not in the list: address, auth, certif,
 * descr, fax-no, org-name, owner, person, phone, remarks, role and the like.
 */
static const char *const with_comments[] = {
	"abuse-c",
	"abuse-mailbox",
	"admin-c",
	"aggr-bndry",
	"aggr-mtd",
	"alias",
	"as-block",
	"as-name",
	"as-set",
	"assignment-size",
	"aut-num",
	"changed",
	"components",
	"country",
	"created",
	"cross-mnt",
	"default",
	"domain",
	"e-mail",
	"export",
	"export-comps",
	"export-via",
	"filter",
	"filter-set",
	"holes",
	"ifaddr",
	"import",
	"import-via",
	"inet-rtr",
	"inet6num",
	"inetnum",
	"inject",
	"interface",
	"key-cert",
	"language",
	"last-modified",
	"local-as",
	"mbrs-by-ref",
	"member-of",
	"members",
	"mnt-by",
	"mnt-domains",
	"mnt-irt",
	"mnt-lower",
	"mnt-nfy",
	"mnt-ref",
	"mnt-routes",
	"mntner",
	"mp-default",
	"mp-export",
	"mp-filter",
	"mp-import",
	"mp-members",
	"mp-peer",
	"mp-peering",
	"netname",
	"nic-hdl",
	"notify",
	"nserver",
	"org",
	"origin",
	"peer",
	"peering",
	"peering-set",
	"ping-hdl",
	"pingable",
	"roa-uri",
	"route",
	"route-set",
	"route6",
	"rs-in",
	"rs-out",
	"rtr-set",
	"source",
	"sponsoring-org",
	"status",
	"sub-dom",
	"tech-c",
	"upd-to",
	"zone-c",
};

static int
by_name(const void *key, const void *element)
{
	const struct slice *name = key;
	const char *const *other = element;
	int c = strncmp(name->p, *other, name->n);

	return c != 0 ? c : (*other)[name->n] != '\0' ? -1 : 0;
}

bool
comment_in(struct slice name)
{
	return bsearch(&name, with_comments,
		   sizeof with_comments / sizeof *with_comments,
		   sizeof *with_comments, by_name) != NULL;
}

struct slice
comment_cut(struct slice line)
{
	const char *hash = line.n > 0 ? memchr(line.p, '#', line.n) : NULL;

	return hash == NULL ? line :
			      (struct slice){ line.p, (size_t)(hash - line.p) };
}
