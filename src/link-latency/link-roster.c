/* The roster: the router's links, and by which address each is known. */
#include "link-latency/link-roster.h"

#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/sort.h"
#include "site/mesh-links.h"
#include "stream/records.h"

static void
add_address(struct roster *r, const struct addr *addr, const char *interface)
{
	struct roster_address *a;

	r->address = mem_grow(r->address, r->naddress, &r->addresscap,
	    sizeof *r->address);
	a = &r->address[r->naddress++];
	*a = (struct roster_address){ .addr = *addr, .link = r->nlink - 1 };
	if (interface != NULL && addr_is_link_local(addr))
		snprintf(a->interface, sizeof a->interface, "%s", interface);
}

static void
add_link(struct roster *r, const char *name, bool mesh)
{
	struct roster_link *link;

	r->link = mem_grow(r->link, r->nlink, &r->linkcap, sizeof *r->link);
	link = &r->link[r->nlink++];
	*link = (struct roster_link){ .mesh = mesh };
	snprintf(link->name, sizeof link->name, "%s", name);
}

static void
add_peer(struct roster *r, const struct peer *p)
{
	add_link(r, p->name, false);
	if (peer_given(p, PEER_LINK_LOCAL))
		add_address(r, &p->link_local, p->interface);
	if (peer_given(p, PEER_IPV6))
		add_address(r, &p->ipv6.peer, p->interface);
	if (peer_given(p, PEER_IPV4))
		add_address(r, &p->ipv4.peer, p->interface);
}

static void
add_mesh(struct roster *r, const struct site *site,
    const struct site_router *router)
{
	struct mesh_link *links;
	size_t n = mesh_links(site, router, &links);

	for (size_t i = 0; i < n; i++) {
		add_link(r, links[i].interface, true);
		add_address(r, &links[i].ipv6.peer, links[i].interface);
	}
	free(links);
}

struct intake {
	struct peers peers;
	const char *router;
};

static bool
take_peer(void *state, const struct taking *t)
{
	struct intake *in = state;

	return peers_take(&in->peers, t->record, in->router, t->place, t->diag);
}

static const struct taker takers[] = {
	{ "peer", take_peer },
};

static int
by_address(const void *va, const void *vb)
{
	const struct roster_address *a = va, *b = vb;
	int c = addr_cmp(&a->addr, &b->addr);

	return c != 0 ? c :
			(a->ifindex > b->ifindex) - (a->ifindex < b->ifindex);
}

bool
roster_read(struct roster *r, const struct site *site,
    const struct site_router *router, int fd, const char *file,
    struct diag *diag)
{
	struct intake in = { { .unread = PEER_OF_TUNNEL }, router->name };
	bool ok = records_read(fd, file, takers, sizeof takers / sizeof *takers,
		      &in, diag) &&
	    peers_sort(&in.peers, diag);

	add_mesh(r, site, router);
	for (size_t i = 0; ok && i < in.peers.n; i++) {
		const struct peer *p = &in.peers.v[i];
		bool taken = false;

		/* Two links of one name would share a memory. */
		for (size_t j = 0; j < r->nlink && r->link[j].mesh; j++)
			taken |= strcmp(r->link[j].name, p->name) == 0;
		if (taken)
			diag_say(diag, DIAG_WARNING, &p->place, p->name,
			    "a "
			    "link of the mesh has this name: not measured");
		else
			add_peer(r, p);
	}
	peers_free(&in.peers);
	sort_all(r->address, r->naddress, sizeof *r->address, by_address);
	return ok;
}

static int
by_interface(const void *va, const void *vb)
{
	const struct if_nameindex *a = va, *b = vb;

	return strcmp(a->if_name, b->if_name);
}

void
roster_find_interfaces(struct roster *r)
{
	struct if_nameindex *all = if_nameindex();
	size_t n = 0;

	while (all != NULL && all[n].if_index != 0)
		n++;
	sort_all(all, n, sizeof *all, by_interface);
	for (size_t i = 0; i < r->naddress; i++) {
		struct roster_address *a = &r->address[i];
		struct if_nameindex key = { .if_name = a->interface };
		const struct if_nameindex *found = sort_find(all, n,
		    sizeof *all, &key, by_interface);

		a->ifindex = found != NULL ? found->if_index : 0;
	}
	if (all != NULL)
		if_freenameindex(all);
	sort_all(r->address, r->naddress, sizeof *r->address, by_address);
}

struct roster_link *
roster_find(const struct roster *r, const struct addr *addr, unsigned ifindex)
{
	struct roster_address key = { .addr = *addr,
		.ifindex = addr_is_link_local(addr) ? ifindex : 0 };
	const struct roster_address *found;

	/* An address on an interface that is not there is nobody's. */
	if (addr_is_link_local(addr) && ifindex == 0)
		return NULL;
	found = sort_find(r->address, r->naddress, sizeof *r->address, &key,
	    by_address);
	return found != NULL ? &r->link[found->link] : NULL;
}

void
roster_measure(struct roster_link *link, const struct link_sample *sample)
{
	struct link_sample *have = &link->sample;

	if (sample->us != 0 && (have->us == 0 || sample->us < have->us)) {
		have->us = sample->us;
		have->smooth = sample->smooth;
	}
	if (!sample->has_loss)
		return;
	have->has_loss = true;
	have->loss.sent += sample->loss.sent;
	have->loss.again += sample->loss.again;
}

void
roster_free(struct roster *r)
{
	free(r->link);
	free(r->address);
	*r = (struct roster){ 0 };
}
