// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/live/temp_folder.h"

#include "core/live/crash_guard.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace sessionscope::live {

Result<TempFolder> TempFolder::create(std::string_view name, CrashGuard *guard)
{
    std::error_code error;
    const auto base = std::filesystem::temp_directory_path(error);
    if (error)
        return fail(ErrorCode::Io, fmt::format("no folder for temporary files: {}", error.message()),
                    "TMPDIR");
    std::string path = (std::filesystem::absolute(base) / fmt::format("{}-XXXXXX", name)).string();
    if (path.find('\n') != std::string::npos)
        return fail(ErrorCode::InvalidInput, "the folder for temporary files has a line end in its name",
                    "TMPDIR");
    if (!mkdtemp(path.data()))
        return fail(ErrorCode::Io, fmt::format("no temporary folder: {}", std::strerror(errno)), path);
    if (guard)
        guard->removeOnCrash(path);
    return TempFolder(std::move(path));
}

TempFolder::TempFolder(std::string path)
    : m_path(std::move(path))
{
}

TempFolder::TempFolder(TempFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

TempFolder &TempFolder::operator=(TempFolder &&other) noexcept
{
    std::swap(m_path, other.m_path);
    return *this;
}

TempFolder::~TempFolder()
{
    std::error_code ignored; // nobody could do anything about it
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
}

Result<std::string> TempFolder::write(std::string_view name, std::string_view content) const
{
    const std::string path = fmt::format("{}/{}", m_path, name);
    const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return fail(ErrorCode::Io, fmt::format("cannot write: {}", std::strerror(errno)), path);
    const auto written = ::write(file, content.data(), content.size());
    const int error = errno;
    if (close(file) != 0 || written != static_cast<ssize_t>(content.size()))
        return fail(ErrorCode::Io, fmt::format("cannot write: {}", std::strerror(error)), path);
    return path;
}

} // namespace sessionscope::live
