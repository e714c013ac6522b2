/* The kernel's rules, which select the routing table for a packet. */
#include "host/iprule.h"

#include <errno.h>
#include <linux/fib_rules.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/mem.h"
#include "host/netlink.h"

void
iprules_add(struct iprules *rules, const struct iprule *rule)
{
	rules->v = mem_grow(rules->v, rules->n, &rules->cap, sizeof *rules->v);
	rules->v[rules->n++] = *rule;
}

static bool
equal(const struct iprule *a, const struct iprule *b)
{
	return a->family == b->family && a->priority == b->priority &&
	    a->has_from == b->has_from &&
	    (!a->has_from || prefix_cmp(&a->from, &b->from) == 0) &&
	    a->not_ours == b->not_ours && a->no_default == b->no_default &&
	    a->table == b->table;
}

bool
iprules_has(const struct iprules *rules, const struct iprule *rule)
{
	for (size_t i = 0; i < rules->n; i++)
		if (equal(&rules->v[i], rule))
			return true;
	return false;
}

void
iprules_free(struct iprules *rules)
{
	free(rules->v);
	*rules = (struct iprules){ 0 };
}

static bool
take_from(struct iprule *r, const struct nlattr *attr, uint8_t len)
{
	struct addr a = { .family = r->family };
	size_t n;
	const uint8_t *data = netlink_data(attr, &n);

	if (n != addr_bits(&a) / 8)
		return false;
	memcpy(a.bytes, data, n);
	r->has_from = true;
	r->from = prefix_of(&a, len);
	return true;
}

/* Reads an attribute.  False if birdfeed's rules never have it. */
static bool
take_attr(struct iprule *r, const struct nlattr *attr,
    const struct fib_rule_hdr *h)
{
	const uint8_t *data;
	size_t n;

	switch (attr->nla_type) {
	case FRA_SRC:
		return take_from(r, attr, h->src_len);
	case FRA_IIFNAME:
		data = netlink_data(attr, &n);
		r->not_ours = (h->flags & FIB_RULE_INVERT) != 0 && n == 3 &&
		    memcmp(data, "lo", 3) == 0;
		return r->not_ours;
	case FRA_PRIORITY:
		r->priority = netlink_u32(attr);
		return true;
	case FRA_TABLE:
		r->table = netlink_u32(attr);
		return true;
	case FRA_SUPPRESS_PREFIXLEN:
		r->no_default = netlink_u32(attr) == 0;
		return r->no_default || netlink_u32(attr) == UINT32_MAX;
	case FRA_PROTOCOL:
		return true;
	default:
		return false;
	}
}

static void
take_rule(void *ctx, const void *body, size_t n)
{
	const struct fib_rule_hdr *h = body;
	const uint8_t *p = (const uint8_t *)body + sizeof *h;
	const struct nlattr *attr;
	struct iprule r = { 0 };

	if (n < sizeof *h || h->action != FR_ACT_TO_TBL)
		return;
	n -= sizeof *h;
	r.family = h->family == AF_INET ? 4 : 6;
	r.table = h->table;
	while ((attr = netlink_attr(&p, &n)) != NULL)
		if (!take_attr(&r, attr, h))
			return;
	if (((h->flags & FIB_RULE_INVERT) != 0) == r.not_ours && h->tos == 0)
		iprules_add(ctx, &r);
}

bool
iprules_read(struct iprules *rules, struct why *why)
{
	static const uint8_t families[] = { AF_INET, AF_INET6 };

	*rules = (struct iprules){ 0 };
	for (size_t i = 0; i < 2; i++) {
		const struct fib_rule_hdr body = { .family = families[i] };
		int error = netlink_ask(RTM_GETRULE, true, &body, sizeof body,
		    take_rule, rules);

		rules->family[i] = error == 0;
		/* A kernel may lack support for IPv6. */
		if (error == 0 || error == EAFNOSUPPORT || error == EOPNOTSUPP)
			continue;
		why_set(why, "the kernel's rules: %s", strerror(error));
		return false;
	}
	return true;
}
