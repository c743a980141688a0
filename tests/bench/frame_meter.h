// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>
#include <vector>

namespace sessionscope::bench {

/// An application that knows how long its event loop was held.
///
/// A heart beats every millisecond; a *gap* is the work between two beats: while it lasts, no key and no click is heard.
/// A *frame* is all the work between the ends of two paints of a window. Both are counted in processor time of this
/// thread, which other programs on the machine do not change, and gaps also by the wall, which counts waiting too.
class FrameMeter : public QApplication
{
public:
    struct Figures
    {
        std::vector<double> frames; ///< milliseconds of processor time
        double gapMax = 0;          ///< milliseconds of processor time
        double gapMaxByTheWall = 0;
        int stalls = 0;      ///< gaps above kStallMs
        double eventMax = 0; ///< milliseconds that one event took
        QByteArray longest;  ///< which

        double frame(double quantile) const
        {
            if (frames.empty())
                return 0;
            std::vector<double> sorted = frames;
            std::sort(sorted.begin(), sorted.end());
            return sorted[static_cast<std::size_t>(quantile * static_cast<double>(sorted.size() - 1))];
        }
    };

    static constexpr double kStallMs = 50;

    FrameMeter(int &argc, char **argv)
        : QApplication(argc, argv)
    {
        m_heart.setTimerType(Qt::PreciseTimer);
        connect(&m_heart, &QTimer::timeout, this, &FrameMeter::beat);
        m_heart.start(1);
    }

    /// Starts anew.
    void reset()
    {
        m_figures = {};
        m_lastBeat.reset();
    }
    const Figures &figures() const { return m_figures; }

    bool notify(QObject *receiver, QEvent *event) override
    {
        m_painted
            = m_painted || event->type() == QEvent::UpdateRequest; // some come inside of a timer's event
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const QEvent::Type type = event->type(); // the event may be gone afterwards
        const QByteArray name = receiver->metaObject()->className();
        const double cpu = processorMs();
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        count(type, name, processorMs() - cpu);
        return result;
    }

private:
    static double processorMs()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    void beat()
    {
        const Beat now{processorMs(), std::chrono::steady_clock::now()};
        if (m_lastBeat) {
            const double gap = now.processorMs - m_lastBeat->processorMs;
            const std::chrono::duration<double, std::milli> waited = now.wall - m_lastBeat->wall;
            m_figures.gapMax = std::max(m_figures.gapMax, gap);
            m_figures.gapMaxByTheWall = std::max(m_figures.gapMaxByTheWall, waited.count());
            m_figures.stalls += gap > kStallMs;
        }
        m_lastBeat = now;
    }

    void count(QEvent::Type type, const QByteArray &receiver, double took)
    {
        if (took > m_figures.eventMax) {
            m_figures.eventMax = took;
            m_figures.longest = receiver + " " + QByteArray::number(type);
        }
        m_frame += took;
        if (m_painted) {
            m_figures.frames.push_back(m_frame);
            m_frame = 0;
            m_painted = false;
        }
    }

    struct Beat
    {
        double processorMs = 0;
        std::chrono::steady_clock::time_point wall;
    };

    Figures m_figures;
    QTimer m_heart;
    std::optional<Beat> m_lastBeat;
    double m_frame = 0;
    int m_depth = 0;
    bool m_painted = false;
};

} // namespace sessionscope::bench
