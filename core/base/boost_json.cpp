// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Boost.JSON is compiled into a program: once, here, so that no library package is needed. Its SAX parser reads what is
// long or frequent: a journal's lines and the bodies of requests.
#include <boost/json/src.hpp>
