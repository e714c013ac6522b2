#ifndef BIRDFEED_NETLINK_H
#define BIRDFEED_NETLINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nlattr;

/* Receives the body of a message of the answer. */
typedef void netlink_taker(void *ctx, const void *body, size_t n);

/*
 * Sends a message of TYPE with BODY to rtnetlink(7), and calls TAKE for each
 * message of the answer.  With DUMP, the kernel answers with all objects.
 * Returns 0, or an errno of the kernel's answer or of the socket.
 */
int netlink_ask(uint16_t type, bool dump, const void *body, size_t n,
    netlink_taker *take, void *ctx);

/* Removes the attribute at the start of the *N bytes at *P and returns it.
 * NULL at the end, or if the bytes are not a valid attribute. */
const struct nlattr *netlink_attr(const uint8_t **p, size_t *n);
/* The content of an attribute: its bytes, or its number, which is 0 if it is
 * too short. */
const uint8_t *netlink_data(const struct nlattr *attr, size_t *n);
uint32_t netlink_u32(const struct nlattr *attr);

#endif
