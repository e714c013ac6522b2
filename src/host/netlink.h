#ifndef BIRDFEED_NETLINK_H
#define BIRDFEED_NETLINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nlattr;

/* Takes the body of one message of the answer. */
typedef void netlink_taker(void *ctx, const void *body, size_t n);

/*
 * Asks the kernel's routing, rtnetlink(7): a message of TYPE with BODY, for
 * everything there is with DUMP, and TAKE gets each message of the answer.
 * 0, or an errno: that of the kernel's answer, or of the socket.
 */
int netlink_ask(uint16_t type, bool dump, const void *body, size_t n,
    netlink_taker *take, void *ctx);

/* The attribute at *P, in what is left, *N: then they stand behind it.  NULL
 * at the end, and where what is there is none. */
const struct nlattr *netlink_attr(const uint8_t **p, size_t *n);
/* What an attribute holds: its number, or 0 where it is too short. */
const uint8_t *netlink_data(const struct nlattr *attr, size_t *n);
uint32_t netlink_u32(const struct nlattr *attr);

#endif
