// SPDX-License-Identifier: LGPL-2.1-or-later
/* Device capacity (DPA) of an endpoint's decoder: its type, and how much. */
#include <errno.h>

#include "lib/base/dev-write.h"
#include "lib/cxl/internal.h"

static int check_endpoint(struct cxl_decoder *decoder)
{
	if (cxl_port_is_endpoint(decoder->port))
		return 0;
	log_err(&decoder->port->ctx->log, "%s: not the decoder of an endpoint: it has no capacity",
		decoder->dev.name);
	return -EINVAL;
}

CXL_EXPORT int cxl_decoder_set_dpa_size(struct cxl_decoder *decoder, unsigned long long size)
{
	int rc = check_endpoint(decoder);

	if (rc)
		return rc;
	rc = dev_write_text(&decoder->dev, "dpa_size", "%#llx", size);
	/* Also when it was refused: the kernel frees what was there before it takes more. */
	dev_forget(&decoder->dev);
	return rc;
}

CXL_EXPORT int cxl_decoder_set_mode(struct cxl_decoder *decoder, enum cxl_decoder_mode mode)
{
	int rc = check_endpoint(decoder);

	if (rc)
		return rc;
	if (mode != CXL_DECODER_MODE_PMEM && mode != CXL_DECODER_MODE_RAM)
		return -EINVAL;
	rc = dev_write_text(&decoder->dev, "mode", "%s", cxl_decoder_mode_name(mode));
	dev_forget(&decoder->dev);
	return rc;
}
