/*
 * The round trip time of the BGP connections, as the kernel's TCP measures it
 * on the connections' own segments: no probe, and it works where ping is
 * blocked.
 */
#include "link-latency/tcp-rtt.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>

#define BGP_PORT 179
#define ESTABLISHED 1 /* TCP_ESTABLISHED of the kernel's */

/* Has one of the two ports this number?  The kernel's filter: each condition
 * goes on by its yes or no bytes, and the end is a match. */
static const struct inet_diag_bc_op port_filter[] = {
	{ INET_DIAG_BC_S_GE, 8, 20 },
	{ .no = BGP_PORT },
	{ INET_DIAG_BC_S_LE, 8, 12 },
	{ .no = BGP_PORT },
	{ INET_DIAG_BC_JMP, 4, 20 },
	{ INET_DIAG_BC_D_GE, 8, 20 },
	{ .no = BGP_PORT },
	{ INET_DIAG_BC_D_LE, 8, 12 },
	{ .no = BGP_PORT },
};

/* The attributes of one connection that count. */
static int
find_info(const struct nlattr *attr, void *data)
{
	const struct nlattr **info = data;

	if (mnl_attr_get_type(attr) == INET_DIAG_INFO)
		*info = attr;
	return MNL_CB_OK;
}

static void
take_info(struct link_sample *s, const struct nlattr *attr)
{
	struct tcp_info info = { 0 };
	size_t n = mnl_attr_get_payload_len(attr);

	/* An older kernel has less of it, a newer one more. */
	memcpy(&info, mnl_attr_get_payload(attr),
	    n < sizeof info ? n : sizeof info);
	s->us = info.tcpi_min_rtt;
	s->smooth = info.tcpi_rtt;
	/* All ones: it has measured nothing yet. */
	if (s->us == 0 || s->us == UINT32_MAX)
		s->us = info.tcpi_rtt;
	s->loss.sent = info.tcpi_data_segs_out;
	s->loss.again = info.tcpi_total_retrans;
	s->has_loss = s->loss.sent > 0;
}

static int
take_connection(const struct nlmsghdr *nlh, void *data)
{
	const struct inet_diag_msg *msg = mnl_nlmsg_get_payload(nlh);
	struct roster *r = data;
	const struct nlattr *info = NULL;
	struct link_sample sample = { 0 };
	struct roster_link *link;
	struct addr addr = { 0 };

	if (nlh->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
	    mnl_nlmsg_get_payload_len(nlh) < sizeof *msg)
		return MNL_CB_OK;
	addr.family = msg->idiag_family == AF_INET ? 4 : 6;
	memcpy(addr.bytes, msg->id.idiag_dst, addr.family == 4 ? 4 : 16);
	link = roster_find(r, &addr, msg->id.idiag_if);
	if (link == NULL)
		return MNL_CB_OK;
	mnl_attr_parse(nlh, sizeof *msg, find_info, &info);
	if (info != NULL) {
		take_info(&sample, info);
		roster_measure(link, &sample);
	}
	return MNL_CB_OK;
}

static bool
ask(struct mnl_socket *nl, uint8_t family)
{
	char buffer[512];
	struct nlmsghdr *nlh = mnl_nlmsg_put_header(buffer);
	struct inet_diag_req_v2 *req;

	nlh->nlmsg_type = SOCK_DIAG_BY_FAMILY;
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
	nlh->nlmsg_seq = family;
	req = mnl_nlmsg_put_extra_header(nlh, sizeof *req);
	req->sdiag_family = family;
	req->sdiag_protocol = IPPROTO_TCP;
	req->idiag_ext = 1 << (INET_DIAG_INFO - 1);
	req->idiag_states = 1 << ESTABLISHED;
	mnl_attr_put(nlh, INET_DIAG_REQ_BYTECODE, sizeof port_filter,
	    port_filter);
	return mnl_socket_sendto(nl, nlh, nlh->nlmsg_len) != -1;
}

static bool
answer(struct mnl_socket *nl, uint8_t family, struct roster *r)
{
	const unsigned port = mnl_socket_get_portid(nl);
	static char buffer[64 * 1024];
	int got = MNL_CB_OK;

	while (got > MNL_CB_STOP) {
		ssize_t n = mnl_socket_recvfrom(nl, buffer, sizeof buffer);

		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return false;
		got = mnl_cb_run(buffer, (size_t)n, family, port,
		    take_connection, r);
		/* Connections came or went meanwhile: what was seen holds. */
		if (got == -1 && errno == EINTR)
			got = MNL_CB_OK;
	}
	return got == MNL_CB_STOP;
}

bool
tcp_rtt_measure(struct roster *r, struct diag *diag)
{
	struct mnl_socket *nl = mnl_socket_open2(NETLINK_SOCK_DIAG,
	    SOCK_CLOEXEC);
	bool ok = nl != NULL && mnl_socket_bind(nl, 0, MNL_SOCKET_AUTOPID) == 0;

	ok = ok && ask(nl, AF_INET) && answer(nl, AF_INET, r);
	ok = ok && ask(nl, AF_INET6) && answer(nl, AF_INET6, r);
	if (!ok)
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "the kernel's "
		    "sock_diag does not answer: %s",
		    strerror(errno));
	if (nl != NULL)
		mnl_socket_close(nl);
	return ok;
}
