/* Requests to rtnetlink(7). */
#include "host/netlink.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define ANSWER_SECONDS 10
#define BODY_MOST 128u

/* Reads a part of an answer.  Returns -1 if more parts follow, 0 at the end, or
 * an errno. */
static int
take_part(const uint8_t *p, size_t n, bool dump, netlink_taker *take, void *ctx)
{
	while (n >= sizeof(struct nlmsghdr)) {
		struct nlmsghdr h;
		size_t step;

		memcpy(&h, p, sizeof h);
		if (h.nlmsg_len < sizeof h || h.nlmsg_len > n)
			return EBADMSG;
		if (h.nlmsg_type == NLMSG_DONE)
			return 0;
		if (h.nlmsg_type == NLMSG_ERROR) {
			int error = 0;

			if (h.nlmsg_len < sizeof h + sizeof error)
				return EBADMSG;
			memcpy(&error, p + sizeof h, sizeof error);
			return -error;
		}
		take(ctx, p + sizeof h, h.nlmsg_len - sizeof h);
		if (!dump)
			return 0;
		step = NLMSG_ALIGN(h.nlmsg_len);
		step = step < n ? step : n;
		p += step;
		n -= step;
	}
	return n == 0 ? -1 : EBADMSG;
}

static int
read_answer(int fd, bool dump, netlink_taker *take, void *ctx)
{
	_Alignas(struct nlmsghdr) uint8_t part[32768];
	int error = -1;

	while (error == -1) {
		ssize_t n = recv(fd, part, sizeof part, MSG_TRUNC);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0 ? EBADMSG : errno;
		if ((size_t)n > sizeof part)
			return EMSGSIZE;
		error = take_part(part, (size_t)n, dump, take, ctx);
	}
	return error;
}

int
netlink_ask(uint16_t type, bool dump, const void *body, size_t n,
    netlink_taker *take, void *ctx)
{
	struct {
		struct nlmsghdr h;
		uint8_t body[BODY_MOST];
	} request = { .h = {
			  .nlmsg_len = (uint32_t)(sizeof request.h + n),
			  .nlmsg_type = type,
			  .nlmsg_flags = (uint16_t)(NLM_F_REQUEST |
			      (dump ? NLM_F_DUMP : 0)),
			  .nlmsg_seq = 1,
		      } };
	const struct timeval most = { .tv_sec = ANSWER_SECONDS };
	int fd, error;

	if (n > sizeof request.body)
		return EMSGSIZE;
	memcpy(request.body, body, n);
	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd == -1)
		return errno;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most) != 0 ||
	    send(fd, &request, request.h.nlmsg_len, 0) == -1)
		error = errno;
	else
		error = read_answer(fd, dump, take, ctx);
	close(fd);
	return error;
}

const struct nlattr *
netlink_attr(const uint8_t **p, size_t *n)
{
	const struct nlattr *attr = (const void *)*p;
	size_t step;

	if (*n < sizeof *attr || attr->nla_len < sizeof *attr ||
	    attr->nla_len > *n)
		return NULL;
	step = NLA_ALIGN(attr->nla_len);
	step = step < *n ? step : *n;
	*p += step;
	*n -= step;
	return attr;
}

const uint8_t *
netlink_data(const struct nlattr *attr, size_t *n)
{
	*n = attr->nla_len - sizeof *attr;
	return (const uint8_t *)(attr + 1);
}

uint32_t
netlink_u32(const struct nlattr *attr)
{
	uint32_t value = 0;
	size_t n;
	const uint8_t *data = netlink_data(attr, &n);

	if (n >= sizeof value)
		memcpy(&value, data, sizeof value);
	return value;
}
