/**
 * Forecasts of one series: {@link almanac.mining.forecast.SimpleModels} are the bar to beat, {@link
 * almanac.mining.forecast.ExponentialSmoothing} and {@link almanac.mining.forecast.Arima} try to, {@link
 * almanac.mining.forecast.BackTest} says whether they do. Yearbook series are short: eighteen numbers seldom carry more
 * than a drift, and {@link almanac.mining.forecast.Forecasting} says so.
 */
@NullMarked
package almanac.mining.forecast;

import org.jspecify.annotations.NullMarked;
