#ifndef LEASE_SERVE_API_USER_H
#define LEASE_SERVE_API_USER_H

struct call;

/* The requests of a user, one function for each row of the table of routes. */
void api_user_info(struct call *call);
void api_user_asn(struct call *call);
void api_user_lease(struct call *call);
void api_user_renew(struct call *call);
void api_user_release(struct call *call);

#endif
