#ifndef LEASE_SERVE_API_HEALTH_H
#define LEASE_SERVE_API_HEALTH_H

struct call;

/* Whether the gateway works, for who watches it. */
void api_health(struct call *call);
void api_metrics(struct call *call);

#endif
