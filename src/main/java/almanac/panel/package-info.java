/**
 * From observations to a {@link almanac.model.Panel}.
 *
 * <p>In: observations, and what a study says about its variables ({@link almanac.panel.PanelSpec}). Out: a panel in
 * which each number is a {@link almanac.model.Choice} among printed observations or a formula over such cells, and each
 * gap says why it is one. Refuses: circular formulas, unknown names, units of another dimension.
 *
 * <p>Read {@link almanac.panel.PanelBuilder} first, then {@link almanac.panel.RivalChooser} (which edition counts) and
 * {@link almanac.panel.Formula} (the formula language).
 */
@NullMarked
package almanac.panel;

import org.jspecify.annotations.NullMarked;
