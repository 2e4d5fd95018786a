/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every file of the synthetic tree, to be compared with itself later. */
#pragma once

/* Records the content of all files: 0 before a change, 1 after it. */
void state_remember(int which);

/* Returns whether both are the same. */
void assert_state_same(void);
