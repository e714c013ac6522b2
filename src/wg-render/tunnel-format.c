/* The formats of tunnels. */
#include "wg-render/tunnel-format.h"

#include <string.h>

#include "wg-render/networkd.h"
#include "wg-render/wgquick.h"

static const struct format formats[] = {
	{ "wg-quick", "wireguard", wgquick_files, wgquick_paste,
	    "/etc/wireguard/private.key", "/etc/wireguard/preshared.key",
	    true },
	{ "networkd", "networkd", networkd_files, networkd_paste,
	    "/etc/systemd/network/private.key",
	    "/etc/systemd/network/preshared.key", false },
	{ 0 },
};

const struct format *
format_find(const char *name)
{
	for (const struct format *f = formats; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
